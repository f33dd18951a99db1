/// How the HTTP server serves, and within which limits.
public struct APIOptions: Sendable {
    /// The address to listen on; loopback unless someone asks for more.
    public var address = "127.0.0.1"
    /// The port; 0: any free one.
    public var port = 8080
    /// The header that names the tenant.
    public var tenantHeader = "X-Tenant-ID"
    /// The name of the service that is asked for its health and statistics.
    public var serviceName = "ticket-service"
    /// How many connections are served at once; more are told 503, and far more wait to be accepted.
    public var maximumConnections = 2048
    /// How many bytes of request bodies are held at once; more are told 503.
    public var bodyCapacity = 64 << 20
    /// How large the head of a request may be, in bytes; a larger one is told 431.
    public var headSize = 16 << 10
    /// How long a connection may be silent between requests, and in the middle of a head.
    public var idleTimeout = Duration.seconds(60)
    /// How long a body may take from its head on.
    public var bodyTimeout = Duration.seconds(10)
    /// How long a client may leave what is sent to it unread.
    public var stallTimeout = Duration.seconds(30)
    /// How many clients may listen to events at once.
    public var maximumListeners = 1024
    /// How many events wait for a listener; one that is further behind is dropped.
    public var listenerBuffer = 1024
    /// How often a listener is told that the stream is alive.
    public var heartbeat = Duration.seconds(15)
    /// How long requests and streams under way may take when the server is to stop.
    public var drainTimeout = Duration.seconds(6)

    /// The usual limits.
    public init() {}
}
