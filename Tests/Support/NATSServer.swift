import Glibc
import Synchronization

/// A real `nats-server` on free loopback ports, with JetStream in a directory of its own.
///
/// It dies with the test process; its directory goes with `stop()` or with the last reference.
public final class NATSServer: Sendable {
    /// Which server program this is.
    public let version: NATSServerVersion
    /// The server's name.
    public let name: String
    /// The port for clients.
    public let port: UInt16
    /// The port of the monitoring endpoints.
    public let monitoringPort: UInt16
    /// Where its files are: `server.conf`, `server.log`, `data`.
    public let directory: TemporaryDirectory

    private let usesJetStream: Bool
    /// What the deployed configuration takes from the environment; `nil`: a configuration of its own.
    private let deployment: NodeDeployment?
    private let configuration: Mutex<String>
    private let process = Mutex<ChildProcess?>(nil)

    /// A server that does not run yet.
    ///
    /// - Parameter configuration: text added to the configuration: accounts, users, TLS.
    public convenience init(
        _ version: NATSServerVersion = .debian, name: String = "test", configuration: String = "",
        usesJetStream: Bool = true
    ) throws {
        try self.init(version, name, configuration, usesJetStream, nil)
    }

    /// A node of the cluster that does not run yet, with the configuration that is deployed.
    ///
    /// - Parameter configuration: text added to it.
    convenience init(_ version: NATSServerVersion, _ deployment: NodeDeployment, configuration: String) throws
    {
        try self.init(version, deployment.name, configuration, true, deployment)
    }

    private init(
        _ version: NATSServerVersion, _ name: String, _ configuration: String, _ usesJetStream: Bool,
        _ deployment: NodeDeployment?
    ) throws {
        self.deployment = deployment
        self.version = version
        self.name = name
        self.usesJetStream = usesJetStream
        self.configuration = Mutex(configuration)
        port = Loopback.freePort()
        monitoringPort = Loopback.freePort()
        directory = try TemporaryDirectory()
    }

    /// A server that runs and answers.
    public static func start(
        _ version: NATSServerVersion = .debian, configuration: String = "", usesJetStream: Bool = true
    ) async throws -> NATSServer {
        // Another test process may take a port between its choice and the server's start.
        for _ in 0..<3 {
            let server = try NATSServer(
                version, configuration: configuration, usesJetStream: usesJetStream)
            do {
                try await server.start()
                return server
            } catch  where server.directory.read("server.log").contains("address already in use") {
                continue
            }
        }
        throw SupportError("no free ports for nats-server")
    }

    /// Where clients connect.
    public var url: String { "nats://127.0.0.1:\(port)" }

    /// Where its monitoring endpoints are.
    public var monitoringURL: String { "http://127.0.0.1:\(monitoringPort)" }

    /// Its process id while it runs.
    public var processID: Int32? { process.withLock { $0?.id } }

    /// What it has written to its log.
    public var log: String { directory.read("server.log") }

    /// Starts the server and waits until it takes connections.
    public func start() async throws {
        try await launch()
        try await waitUntilReady()
    }

    /// Starts the server without waiting for it.
    public func launch() async throws {
        guard let program = version.program else {
            throw SupportError("no nats-server (\(version.rawValue)) on this machine: make deps installs it")
        }
        let file =
            try deployment?.write(to: directory, version, adding: configuration.withLock { $0 })
            ?? directory.write(configurationText, to: "server.conf")
        let environment =
            deployment?.environment(port: port, monitoringPort: monitoringPort, directory) ?? [:]
        let child = try await ChildProcess(
            program, ["-c", file], environment: environment, log: directory.path + "/server.log")
        process.withLock { $0 = child }
    }

    /// Waits until the server says that it is healthy.
    public func waitUntilReady(within limit: Duration = .seconds(15)) async throws {
        try await eventually("a ready nats-server", within: limit) {
            guard self.process.withLock({ $0?.isRunning }) == true else {
                throw SupportError("nats-server ended at its start:\n\(self.log.suffix(2000))")
            }
            return Loopback.get("/healthz", port: self.monitoringPort)?.contains("200 OK") == true
        }
    }

    /// Ends the server as a crash would, and waits until it is gone.
    public func kill9() {
        process.withLock { child in
            child?.kill9()
            child = nil
        }
    }

    /// Starts the server again on the same ports and data, after a kill or in place of the running one.
    ///
    /// - Parameter configuration: replaces the added configuration, when given.
    public func restart(configuration: String? = nil) async throws {
        kill9()
        if let configuration { self.configuration.withLock { $0 = configuration } }
        try await start()
    }

    /// Halts the server without closing its sockets, as a machine that hangs would.
    public func pause() { process.withLock { $0?.signal(SIGSTOP) } }

    /// Lets a halted server go on.
    public func resume() { process.withLock { $0?.signal(SIGCONT) } }

    /// Ends the server and removes its files.
    public func stop() {
        kill9()
        directory.remove()
    }

    deinit { stop() }

    private var configurationText: String {
        let store = "jetstream { store_dir: \"\(directory.path)/data\", max_mem: 64MB, max_file: 1GB }"
        return """
            server_name: \(name)
            host: 127.0.0.1
            port: \(port)
            http: 127.0.0.1:\(monitoringPort)
            \(usesJetStream ? store : "")
            \(configuration.withLock { $0 })
            """
    }
}
