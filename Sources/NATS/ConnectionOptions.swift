/// How a connection is made and kept.
public struct ConnectionOptions: Sendable {
    /// The servers, as `nats://[user:password@]host:port` or `tls://...`; tried one after the other.
    public var servers: [String]
    /// The name under which the server lists this client.
    public var name: String
    /// Who connects.
    public var credentials: Credentials
    /// The files for TLS; a server that demands TLS gets it without them, too.
    public var tls: TLSOptions?
    /// What the subjects begin with on which answers arrive.
    public var inboxPrefix = "_INBOX"
    /// How long one server may take to answer.
    public var connectTimeout: Duration = .seconds(2)
    /// How often the server is asked whether it is still there.
    public var pingInterval: Duration = .seconds(10)
    /// After how many unanswered pings the connection counts as lost.
    public var maximumPingsOut = 2
    /// The delay after all servers were tried in vain: from the first bound, doubling, up to the second.
    public var reconnectDelay: ClosedRange<Duration> = .milliseconds(100) ... .seconds(5)

    /// Options with the usual settings.
    public init(
        servers: [String], name: String = "ticketdeck", credentials: Credentials = .none,
        tls: TLSOptions? = nil
    ) {
        self.servers = servers
        self.name = name
        self.credentials = credentials
        self.tls = tls
    }
}
