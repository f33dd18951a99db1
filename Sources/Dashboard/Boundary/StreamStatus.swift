/// A stream, as the cluster view shows it.
public struct StreamStatus: Sendable, Hashable, Identifiable {
    /// One of the servers that keep it.
    public struct Replica: Sendable, Hashable {
        public var name: String
        public var isCurrent: Bool
        /// How it is, such as `current`, `12 behind` or `offline`.
        public var words: String

        public init(name: String, isCurrent: Bool, words: String) {
            self.name = name
            self.isCurrent = isCurrent
            self.words = words
        }
    }

    /// One that reads it.
    public struct Consumer: Sendable, Hashable {
        public var name: String
        /// Whether a program of TicketDeck made it for its own reading.
        public var isOurs: Bool
        /// `nil`: nobody leads it.
        public var leader: String?
        public var pending: Int64
        public var acknowledgementsPending: Int64
        public var redelivered: Int64

        public init(
            name: String, isOurs: Bool, leader: String?, pending: Int64, acknowledgementsPending: Int64,
            redelivered: Int64
        ) {
            self.name = name
            self.isOurs = isOurs
            self.leader = leader
            self.pending = pending
            self.acknowledgementsPending = acknowledgementsPending
            self.redelivered = redelivered
        }
    }

    /// Names are unique in an account only.
    public var id: String { "\(account)/\(name)" }
    public var account: String
    public var name: String
    /// `nil`: nobody leads it, so that nothing can be written.
    public var leader: String?
    public var replicas: [Replica]
    /// The most operations that a replica is behind.
    public var lag: Int64
    public var messages: Int64
    public var bytes: Int64
    public var firstSequence: UInt64
    public var lastSequence: UInt64
    public var isInMemory: Bool
    public var subjects: [String]
    public var consumers: [Consumer]

    public init(
        account: String, name: String, leader: String?, replicas: [Replica], lag: Int64 = 0, messages: Int64,
        bytes: Int64, firstSequence: UInt64 = 0, lastSequence: UInt64 = 0, isInMemory: Bool = false,
        subjects: [String] = [], consumers: [Consumer] = []
    ) {
        self.account = account
        self.name = name
        self.leader = leader
        self.replicas = replicas
        self.lag = lag
        self.messages = messages
        self.bytes = bytes
        self.firstSequence = firstSequence
        self.lastSequence = lastSequence
        self.isInMemory = isInMemory
        self.subjects = subjects
        self.consumers = consumers
    }
}
