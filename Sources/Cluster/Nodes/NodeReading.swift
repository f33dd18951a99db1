/// What the monitoring endpoint of a server said at one moment.
public struct NodeReading: Sendable, Hashable {
    /// Messages and bytes since the server's start; of clients alone where the version counts them apart
    /// (2.10).
    public struct Traffic: Sendable, Hashable {
        public let messagesIn: Int64
        public let messagesOut: Int64
        public let bytesIn: Int64
        public let bytesOut: Int64
    }

    /// What JetStream uses, and what it may use.
    public struct JetStream: Sendable, Hashable {
        /// Bytes of memory used.
        public let memoryBytes: Int64
        /// Bytes of memory it may use; negative: no limit.
        public let memoryLimitBytes: Int64
        /// Bytes of disk used.
        public let fileBytes: Int64
        /// Bytes of disk it may use; negative: no limit.
        public let fileLimitBytes: Int64
        /// Bytes of memory that streams have reserved.
        public let reservedMemoryBytes: Int64
        /// Bytes of disk that streams have reserved.
        public let reservedFileBytes: Int64
        /// Streams with a replica here.
        public let streams: Int
        /// Consumers with a replica here.
        public let consumers: Int
        /// Messages in those streams.
        public let messages: Int64
        /// API requests since the server's start.
        public let apiRequests: Int64
        /// API requests since the server's start that were answered with an error.
        public let apiErrors: Int64
        /// The name of the server that leads the cluster's metadata; `nil` alone, or while there is none.
        public let metaLeader: String?
        /// The servers that JetStream counts in its cluster; `nil` when it runs alone.
        public let clusterSize: Int?
        /// The group of the cluster's metadata, as this server sees it; `nil` when it runs alone.
        public let metaGroup: GroupReading?
        /// The streams with a replica here; `nil` when the server did not tell.
        public let streamReadings: [StreamReading]?
    }

    /// The server's name.
    public let name: String
    /// The server's public key; another one after each start.
    public let serverID: String
    /// The server's version.
    public let version: String
    /// Since the server's start.
    public let uptime: Duration
    /// Percent of one core.
    public let cpuPercent: Double
    /// Resident memory in bytes.
    public let memoryBytes: Int64
    /// Clients connected now.
    public let connections: Int
    /// Subscriptions held now.
    public let subscriptions: Int
    /// Clients cut off for reading too slowly, since the server's start.
    public let slowConsumers: Int64
    public let traffic: Traffic
    /// Other servers it has a route to.
    public let routes: Int
    /// The same, one by one; empty when the server did not tell.
    public let routeReadings: [RouteReading]
    /// `nil` when JetStream is off.
    public let jetStream: JetStream?
    public let checks: NodeChecks

    /// Where this server and its peers say that clients reach them.
    let announcedAddresses: [ServerAddress]
    /// Where this server itself listens for clients.
    let clientAddress: ServerAddress?
}

/// The three levels of the server's own health check, from the weakest to the strongest.
public struct NodeChecks: Sendable, Hashable {
    /// How one check went.
    public enum Outcome: Sendable, Hashable {
        case passed
        /// What the server said.
        case failed(String)
        /// It was not asked, or did not answer in time.
        case unknown
    }

    /// The process is up, with JetStream where that is configured.
    public let jetStreamEnabled: Outcome
    /// In contact and current with the leader of the cluster's metadata.
    public let inContact: Outcome
    /// All streams and consumers here are current. On 2.9 before 2.9.17 it can stay red for good.
    public let assetsCurrent: Outcome
}
