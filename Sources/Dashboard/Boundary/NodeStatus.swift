public import Tickets

/// The health of one server, as the cluster view shows it.
public struct NodeStatus: Sendable, Hashable, Identifiable {
    public enum State: Sendable, Hashable {
        case up
        case degraded([String])
        /// `nil`: it was so at the first look.
        case down(since: Timestamp?, reason: String)
        /// NATS is connected to it, its monitoring endpoint cannot be read.
        case unmonitored(reason: String)
    }

    /// What JetStream uses on a server, in bytes; limits below zero: none.
    public struct JetStreamUse: Sendable, Hashable {
        public var memory: Int64
        public var memoryLimit: Int64
        public var file: Int64
        public var fileLimit: Int64
        public var streams: Int
        public var consumers: Int
        public var messages: Int64
        public var apiErrors: Int64
        /// Those of the last minute.
        public var recentAPIErrors: Int64
        /// What streams have reserved of the limits.
        public var reservedMemory: Int64
        public var reservedFile: Int64

        public init(
            memory: Int64, memoryLimit: Int64, file: Int64, fileLimit: Int64, streams: Int, consumers: Int,
            messages: Int64, apiErrors: Int64, recentAPIErrors: Int64 = 0, reservedMemory: Int64 = 0,
            reservedFile: Int64 = 0
        ) {
            self.memory = memory
            self.memoryLimit = memoryLimit
            self.file = file
            self.fileLimit = fileLimit
            self.streams = streams
            self.consumers = consumers
            self.messages = messages
            self.apiErrors = apiErrors
            self.recentAPIErrors = recentAPIErrors
            self.reservedMemory = reservedMemory
            self.reservedFile = reservedFile
        }
    }

    /// One of the three levels of a server's own health check.
    public enum Check: Sendable, Hashable {
        case passed
        /// What the server said.
        case failed(String)
        case unknown
    }

    /// The levels from the weakest to the strongest.
    public struct Checks: Sendable, Hashable {
        public var isRunning: Check
        public var isInContact: Check
        public var isCurrent: Check

        public init(isRunning: Check, isInContact: Check, isCurrent: Check) {
            self.isRunning = isRunning
            self.isInContact = isInContact
            self.isCurrent = isCurrent
        }
    }

    /// A route to another server.
    public struct Route: Sendable, Hashable {
        /// The other server's name, or its key while that is not known.
        public var name: String
        /// As the server writes it, such as `131µs`.
        public var roundTrip: String

        public init(name: String, roundTrip: String) {
            self.name = name
            self.roundTrip = roundTrip
        }
    }

    /// Messages and bytes a second, to and from the server; `nil` before two readings.
    public struct Rates: Sendable, Hashable {
        public var messagesIn: Double
        public var messagesOut: Double
        public var bytesIn: Double
        public var bytesOut: Double

        public init(messagesIn: Double, messagesOut: Double, bytesIn: Double, bytesOut: Double) {
            self.messagesIn = messagesIn
            self.messagesOut = messagesOut
            self.bytesIn = bytesIn
            self.bytesOut = bytesOut
        }
    }

    /// The server's name, or its address while the name is not known.
    public var name: String
    public var id: String { name }
    public var address: String
    public var state: State
    public var version: String?
    public var uptime: Duration?
    /// Percent of one core.
    public var cpu: Double?
    /// Bytes resident.
    public var memory: Int64?
    public var connections: Int?
    public var subscriptions: Int?
    public var slowConsumers: Int?
    /// Those of the last minute.
    public var recentSlowConsumers = 0
    /// Since when it is in its state, as far as it was seen.
    public var since: Timestamp?
    public var checks: Checks?
    public var routes: [Route] = []
    /// How many other servers it has a route to, and how many there ought to be.
    public var routeCount: Int?
    public var routesExpected: Int?
    /// Whether it is a node of the local cluster, which can be killed and started here.
    public var isLocal = false
    public var rates: Rates?
    public var jetStream: JetStreamUse?
    public var isMetaLeader: Bool
    /// Whether this is the server that the dashboard is connected to.
    public var isOurs: Bool

    public init(
        name: String, address: String, state: State, version: String? = nil, uptime: Duration? = nil,
        cpu: Double? = nil, memory: Int64? = nil, connections: Int? = nil, subscriptions: Int? = nil,
        slowConsumers: Int? = nil, rates: Rates? = nil, jetStream: JetStreamUse? = nil,
        isMetaLeader: Bool = false, isOurs: Bool = false
    ) {
        self.name = name
        self.address = address
        self.state = state
        self.version = version
        self.uptime = uptime
        self.cpu = cpu
        self.memory = memory
        self.connections = connections
        self.subscriptions = subscriptions
        self.slowConsumers = slowConsumers
        self.rates = rates
        self.jetStream = jetStream
        self.isMetaLeader = isMetaLeader
        self.isOurs = isOurs
    }
}
