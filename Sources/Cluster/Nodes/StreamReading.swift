/// What a server says of a stream of which it has a replica.
public struct StreamReading: Sendable, Hashable {
    /// What a server says of a consumer that it holds.
    public struct Consumer: Sendable, Hashable {
        public let name: String
        /// `nil` where JetStream is not clustered.
        public let group: GroupReading?
        /// Messages that it has still to deliver.
        public let pending: Int64
        /// Messages delivered and not acknowledged yet.
        public let acknowledgementsPending: Int64
        /// Messages delivered more than once.
        public let redelivered: Int64
        /// Requests for messages that wait.
        public let waiting: Int64
    }

    /// The account that has it.
    public let account: String
    public let name: String
    /// `nil` where JetStream is not clustered.
    public let group: GroupReading?
    /// How many replicas are asked for.
    public let replicas: Int
    /// Whether it is kept in memory only.
    public let isInMemory: Bool
    public let subjects: [String]
    public let messages: Int64
    public let bytes: Int64
    public let firstSequence: UInt64
    public let lastSequence: UInt64
    public let consumers: [Consumer]
}
