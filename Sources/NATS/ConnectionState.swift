/// Where a connection stands.
public enum ConnectionState: Sendable, Hashable {
    /// No connection yet; how many attempts have failed, and why the last one did.
    case connecting(attempt: Int, lastError: String?)
    /// Connected to this server.
    case connected(ServerInfo)
    /// The connection was lost at `since`; how many attempts have failed since, and why.
    case reconnecting(attempt: Int, lastError: String?, since: ContinuousClock.Instant)
    /// What was taken is being delivered; the end follows.
    case draining
    /// Closed for good.
    case closed

    /// The server, while there is a connection.
    public var server: ServerInfo? {
        if case .connected(let server) = self { server } else { nil }
    }
}
