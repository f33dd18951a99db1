/// The health of one server, as far as its monitoring endpoint and NATS tell.
public struct NodeHealth: Sendable, Hashable, Identifiable {
    /// How a server is, in one word and the reasons.
    public enum State: Sendable, Hashable {
        /// Not asked yet.
        case unknown
        /// Answers, and all is well.
        case up
        /// Answers, and something is not as it should be: the reasons, for people.
        case degraded([String])
        /// Serves clients, but its monitoring endpoint cannot be read, for this reason.
        case unmonitored(String)
        /// Does not answer, for this reason; since then, unless it was so at the first look.
        case down(since: ContinuousClock.Instant?, reason: String)
    }

    /// The same for one server as long as it is listed, also while it is down.
    public let id: String
    /// The server's own name, or its address while that is not known.
    public let name: String
    /// The server's public key; another one after each start.
    public let serverID: String?
    /// Where clients reach it.
    public let clientAddress: ServerAddress?
    /// Where its monitoring endpoint is looked for.
    public let monitoringAddress: ServerAddress?
    public let state: State
    /// Since when it is in that state, whatever the reasons; `nil` before it was asked, or when nobody
    /// looked as that began.
    public let stateSince: ContinuousClock.Instant?
    /// Whether the connection of this program goes to this server.
    public let isConnected: Bool
    /// What the server said last; `nil` before its monitoring endpoint has been read.
    public let reading: NodeReading?
    /// Between the last two readings; `nil` before there are two since the server's start.
    public let rates: NodeRates?
    /// How long the last successful round of questions took.
    public let roundTrip: Duration?
    /// When it answered last; `nil` when it never did.
    public let lastSeen: ContinuousClock.Instant?
    /// The server's version, also when only its greeting is known.
    public let version: String?
    /// Clients that it cut off within the last minute for reading too slowly.
    public let recentSlowConsumers: Int64
    /// JetStream API requests that it answered with an error within the last minute.
    public let recentAPIErrors: Int64
}

/// Messages and bytes a second, as seen from the server.
public struct NodeRates: Sendable, Hashable {
    /// Messages a second that the server took.
    public let messagesIn: Double
    /// Messages a second that the server sent.
    public let messagesOut: Double
    /// Bytes a second that the server took.
    public let bytesIn: Double
    /// Bytes a second that the server sent.
    public let bytesOut: Double
}
