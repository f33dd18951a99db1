public import Tickets

/// How a ticket service is, as its statistics say under `data` of each endpoint (contract, section 4).
public struct EndpointHealth: Sendable, Hashable {
    /// How long requests take. At most 1/32 too high.
    public struct Latency: Sendable, Hashable {
        public let p50: Duration
        public let p95: Duration
        public let p99: Duration
        public let maximum: Duration

        public init(p50: Duration, p95: Duration, p99: Duration, maximum: Duration) {
            self.p50 = p50
            self.p95 = p95
            self.p99 = p99
            self.maximum = maximum
        }
    }

    /// Whether the instance is connected to NATS.
    public var isConnected: Bool
    public var jetStreamIsAvailable: Bool
    /// Whether the server sends the endpoint requests.
    public var isSubscribed: Bool
    public var lastRequest: Timestamp?
    public var latency: Latency?
    /// The name of the store: `jetstream` or `memory`.
    public var store: String
    public var tickets: Int64
    /// How many events are not in the event stream yet.
    public var pendingEvents: Int64
    public var requestsUnderWay: Int64
    public var requestsRefused: Int64
    /// Why the instance is degraded, one sentence each; none when it is healthy.
    public var degraded: [String]

    public init(
        isConnected: Bool, jetStreamIsAvailable: Bool, isSubscribed: Bool, lastRequest: Timestamp?,
        latency: Latency?, store: String, tickets: Int64, pendingEvents: Int64, requestsUnderWay: Int64,
        requestsRefused: Int64, degraded: [String]
    ) {
        self.isConnected = isConnected
        self.jetStreamIsAvailable = jetStreamIsAvailable
        self.isSubscribed = isSubscribed
        self.lastRequest = lastRequest
        self.latency = latency
        self.store = store
        self.tickets = tickets
        self.pendingEvents = pendingEvents
        self.requestsUnderWay = requestsUnderWay
        self.requestsRefused = requestsRefused
        self.degraded = degraded
    }
}
