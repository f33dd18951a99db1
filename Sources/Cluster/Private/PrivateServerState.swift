/// Where a running private server is reached.
public struct PrivateServerEndpoint: Sendable, Hashable {
    /// For clients, such as `nats://127.0.0.1:41695`.
    public let clientURL: String
    /// The monitoring endpoint, such as `http://127.0.0.1:41255`.
    public let monitoringURL: String
    /// The server's version.
    public let version: String
    /// The server's public key; another one after each start.
    public let serverID: String
}

/// How it stands with the private server.
public enum PrivateServerState: Sendable, Hashable {
    /// Being started, or being looked for.
    case starting
    /// Runs, and this process keeps it running.
    case running(PrivateServerEndpoint)
    /// Runs, and another dashboard on the same data directory keeps it running.
    case joined(PrivateServerEndpoint)
    /// Was lost, for this reason; it is being started again, on the same ports where they are still free.
    case interrupted(ClusterError)
    /// Has ended, with the failure when it was one.
    case stopped(ClusterError?)

    /// Where the server is reached, while it runs.
    public var endpoint: PrivateServerEndpoint? {
        switch self {
        case .running(let endpoint), .joined(let endpoint): endpoint
        case .starting, .interrupted, .stopped: nil
        }
    }
}
