/// The server at the other end.
public struct ServerInfo: Sendable, Hashable {
    /// Its address without user and password.
    public var url: String
    /// The id it gave itself at its start.
    public var serverID: String
    /// Its name, when it could be learned.
    public var name: String?
    /// Its version, when it could be learned.
    public var version: String?
    /// The largest payload it takes, in bytes.
    public var maximumPayload: Int
    /// All servers known so far: the given ones and those it told of, without user and password.
    public var knownServers: [String]

    /// A server.
    public init(
        url: String, serverID: String, name: String? = nil, version: String? = nil, maximumPayload: Int,
        knownServers: [String]
    ) {
        self.url = url
        self.serverID = serverID
        self.name = name
        self.version = version
        self.maximumPayload = maximumPayload
        self.knownServers = knownServers
    }
}
