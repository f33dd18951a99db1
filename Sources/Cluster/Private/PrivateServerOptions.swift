/// How a private server is run.
public struct PrivateServerOptions: Sendable {
    /// The folder for all its files; made when it is not there. Two dashboards on one folder share the
    /// server.
    public var directory: String
    /// The program; `nil`: the `nats-server` of the `PATH` or of the system's folders.
    public var program: String?
    /// The command that starts the guard, without the arguments `PrivateServer` adds.
    public var guardCommand: [String]
    /// How long a server may take until it serves; a large store after a crash takes some seconds.
    public var startLimit: Duration
    /// How long it may take to end before it is killed.
    public var stopLimit: Duration

    /// Options with the settings of the dashboard; the guard is this executable, started anew.
    public init(directory: String) {
        self.directory = directory
        program = nil
        guardCommand = ["/proc/self/exe", PrivateServer.guardArgument]
        startLimit = .seconds(30)
        stopLimit = .seconds(5)
    }
}
