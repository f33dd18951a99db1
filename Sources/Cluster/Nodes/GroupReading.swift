/// What a server says of a group that replicates something: the metadata, a stream or a consumer.
///
/// Only the leader knows its followers; what another member says of them is wrong by design.
public struct GroupReading: Sendable, Hashable {
    /// Another member of the group than the server that speaks.
    public struct Peer: Sendable, Hashable {
        /// The member's server.
        public let name: String
        /// Whether it has all that the leader has.
        public let isCurrent: Bool
        /// Whether the servers know that it is away.
        public let isOffline: Bool
        /// Since it was last heard.
        public let silence: Duration
        /// How many operations it is behind.
        public let lag: Int64
    }

    /// The server that leads the group; `nil`: this member knows none.
    public let leader: String?
    /// The other members.
    public let peers: [Peer]
}
