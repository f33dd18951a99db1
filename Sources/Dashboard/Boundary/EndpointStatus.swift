public import Tickets

/// An endpoint of an instance of a service. All text in it is remote, so hostile.
public struct EndpointStatus: Sendable, Hashable {
    /// How long requests take.
    public struct Latency: Sendable, Hashable {
        public var p50: Duration
        public var p95: Duration
        public var p99: Duration
        public var maximum: Duration

        public init(p50: Duration, p95: Duration, p99: Duration, maximum: Duration) {
            self.p50 = p50
            self.p95 = p95
            self.p99 = p99
            self.maximum = maximum
        }
    }

    /// What a ticket service says of itself.
    public struct Health: Sendable, Hashable {
        public var isConnected = true
        public var hasJetStream = true
        /// Whether the server sends it requests.
        public var takesRequests = true
        public var lastRequest: Timestamp?
        public var latency: Latency?
        public var store = ""
        public var tickets: Int64 = 0
        /// Events that are not in the stream yet.
        public var pendingEvents: Int64 = 0
        public var underWay: Int64 = 0
        public var refused: Int64 = 0
        /// Why it is degraded; none when it is healthy.
        public var reasons: [String] = []

        public init() {}
    }

    public var name: String
    public var subject: String
    public var queueGroup: String
    public var metadata: [InstanceStatus.Field]
    public var requests: UInt64
    public var errors: UInt64
    /// The last failed request in its own words; empty: none has failed.
    public var lastError: String
    public var averageTime: Duration
    /// `nil` before two readings.
    public var rate: InstanceStatus.Rate?
    /// `nil`: it is no ticket service.
    public var health: Health?
    /// What another service adds, as JSON; empty: nothing.
    public var other: String

    public init(
        name: String, subject: String, queueGroup: String, metadata: [InstanceStatus.Field] = [],
        requests: UInt64, errors: UInt64, lastError: String, averageTime: Duration,
        rate: InstanceStatus.Rate? = nil, health: Health? = nil, other: String = ""
    ) {
        self.name = name
        self.subject = subject
        self.queueGroup = queueGroup
        self.metadata = metadata
        self.requests = requests
        self.errors = errors
        self.lastError = lastError
        self.averageTime = averageTime
        self.rate = rate
        self.health = health
        self.other = other
    }
}
