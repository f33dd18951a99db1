public import Tickets

/// The health of one server, as the cluster view shows it.
public struct NodeStatus: Sendable, Hashable, Identifiable {
    public enum State: Sendable, Hashable {
        case up
        case degraded([String])
        case down(since: Timestamp, reason: String)
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

        public init(
            memory: Int64, memoryLimit: Int64, file: Int64, fileLimit: Int64, streams: Int, consumers: Int,
            messages: Int64, apiErrors: Int64
        ) {
            self.memory = memory
            self.memoryLimit = memoryLimit
            self.file = file
            self.fileLimit = fileLimit
            self.streams = streams
            self.consumers = consumers
            self.messages = messages
            self.apiErrors = apiErrors
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
