import Glibc
import JSON
import Support
import Testing

@testable import Cluster

@Suite struct PrivateServerTests {
    let directory: TemporaryDirectory
    /// The same with a name that a careless configuration file would stumble over.
    var folder: String { directory.path + "/a \"deck\"'s data" }

    init() throws { directory = try TemporaryDirectory() }

    private func options(_ version: NATSServerVersion = .debian) throws -> PrivateServerOptions {
        var options = PrivateServerOptions(directory: folder)
        options.program = version.program
        options.guardCommand = [Owner.program, PrivateServer.guardArgument]
        return options
    }

    /// Runs a private server for the time of the body.
    private func withServer(
        _ options: PrivateServerOptions,
        _ body: @Sendable (PrivateServer, PrivateServerEndpoint) async throws -> Void
    ) async throws {
        let server = PrivateServer(options)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            try await body(server, try await server.ready())
            group.cancelAll()
            try await group.waitForAll()
        }
        #expect(server.state == .stopped(nil))
    }

    @Test(arguments: NATSServerVersion.installed)
    func `starts, keeps its data, and leaves no process`(_ version: NATSServerVersion) async throws {
        let options = try options(version)
        let urls = Once<String>()
        try await withServer(options) { _, endpoint in
            urls.set(endpoint.clientURL)
            try Client(endpoint.clientURL).createStream("KEPT")
            #expect(processes(naming: folder).count == 2, "the guard and the server")
        }
        #expect(processes(naming: folder) == [])
        try await withServer(options) { _, endpoint in
            #expect(endpoint.clientURL == urls.current, "the same ports as before")
            let streams = try await MonitoringClient(#require(endpoint.monitoring)).get("/jsz").body[
                "streams"]
            #expect(streams == 1)
        }
    }

    @Test func `keeps its files to its user`() async throws {
        let options = try options()
        try await withServer(options) { _, _ in
            var information = stat()
            #expect(unsafe stat(folder, &information) == 0)
            #expect(information.st_mode & 0o077 == 0)
        }
    }

    @Test func `starts a server again that was killed`() async throws {
        try await withServer(try options()) { server, endpoint in
            let pids = processes(naming: folder + "/nats-server.conf")
            let guardPIDs = processes(naming: PrivateServer.guardArgument).filter(pids.contains)
            for pid in pids where !guardPIDs.contains(pid) { kill(pid, SIGKILL) }
            try await eventually("another server", within: .seconds(10)) {
                guard let next = server.state.endpoint else { return false }
                return next.serverID != endpoint.serverID && next.clientURL == endpoint.clientURL
            }
        }
    }

    @Test func `ends the server when the guard is killed`() async throws {
        try await withServer(try options()) { server, endpoint in
            let pids = processes(naming: folder)
            let guardPID = try #require(
                processes(naming: PrivateServer.guardArgument).first(where: pids.contains))
            let serverPID = try #require(pids.first { $0 != guardPID })
            kill(guardPID, SIGKILL)
            try await eventually("the first server gone") { kill(serverPID, 0) != 0 }
            try await eventually("another server", within: .seconds(10)) {
                server.state.endpoint.map { $0.serverID != endpoint.serverID } ?? false
            }
        }
    }

    @Test(arguments: [SIGKILL, SIGTERM])
    func `leaves no process when its dashboard ends`(by signal: Int32) async throws {
        let owner = try await Owner(folder)
        let running = ["running"] + (try await owner.waits(for: "running"))
        #expect(processes(naming: folder).count == 3)
        owner.process.signal(signal)
        try await eventually("no process left") {
            !owner.process.isRunning && processes(naming: folder).isEmpty
        }
        #expect(owner.states.last == (signal == SIGTERM ? ["stopped"] : running))
    }

    @Test(arguments: [1, 5, 10, 20, 40, 60, 80, 100, 120])
    func `leaves no process when its dashboard is killed at its start`(after milliseconds: Int) async throws {
        let owner = try await Owner(folder)
        // Not a wait for a result: the moment of the crash.
        try await Task.sleep(for: .milliseconds(milliseconds))
        owner.process.kill9()
        try await eventually("no process left") { processes(naming: folder).isEmpty }
        // Whatever it left behind, the next start gets over it.
        try await withServer(try options()) { _, _ in }
    }

    @Test func `is out of the reach of the terminal's keys`() async throws {
        let owner = try await Owner(folder)
        try await owner.waits(for: "running")
        let others = processes(naming: folder).filter { $0 != owner.process.id }
        #expect(others.count == 2)
        for pid in others { #expect(getsid(pid) != getsid(owner.process.id)) }
    }

    @Test func `is shared, and taken over when its owner is killed`() async throws {
        let first = try await Owner(folder)
        let running = try await first.waits(for: "running")
        let second = try await Owner(folder)
        let joined = try await second.waits(for: "joined")
        #expect(joined == running)
        try Client(running[0]).createStream("SHARED")

        first.process.kill9()
        let taken = try await second.waits(for: "running")
        #expect(taken[0] == running[0], "the same address")
        #expect(taken[1] != running[1], "another server")
        try Client(taken[0]).createStream("SECOND")
        second.process.signal(SIGTERM)
        try await eventually("no process left") { processes(naming: folder).isEmpty }
    }

    @Test func `two that start at once share one server`() async throws {
        async let first = Owner(folder)
        async let second = Owner(folder)
        let owners = try await [first, second]
        try await eventually("one runs it, one has joined", within: .seconds(20)) {
            Set(owners.compactMap { $0.states.last?.first }) == ["running", "joined"]
        }
        #expect(owners[0].states.last?[1] == owners[1].states.last?[1])
        owners.forEach { $0.process.signal(SIGTERM) }
        try await eventually("no process left") { processes(naming: folder).isEmpty }
    }

    @Test func `chooses other ports when somebody took the last ones`() async throws {
        let options = try options()
        let last = Once<PrivateServerEndpoint>()
        try await withServer(options) { _, endpoint in last.set(endpoint) }
        let port = try #require(last.current?.monitoring?.port)
        let taken = try Listener(port: port) { _ in }
        try await withServer(options) { _, endpoint in #expect(endpoint.clientURL != last.current?.clientURL)
        }
        withExtendedLifetime(taken) {}
    }

    @Test func `says what is missing`() async throws {
        var unusable = try options()
        unusable.directory = "/proc/ticketdeck"
        try await expect(.dataDirectory, unusable)
        unusable.directory = try directory.write("", to: "file")
        try await expect(.dataDirectory, unusable)

        var missing = try options()
        missing.program = directory.path + "/nats-server"
        try await expect(.noServerProgram, missing)
        #expect(ServerProgram.search(for: "no-such-nats-server") == nil)
        #expect(ServerProgram.search(for: "sh")?.hasSuffix("/sh") == true, "on the PATH")

        var failing = try options()
        failing.guardCommand = ["/bin/false"]
        let failure = try await expect(.notReady, failing)
        #expect(failure?.message.contains("nats-server.log") == true)
    }

    @Test func `says what the server complained of`() async throws {
        let options = try options()
        // The place of the store is taken by a file.
        #expect(unsafe mkdir(folder, 0o700) == 0)
        try directory.write("", to: "a \"deck\"'s data/jetstream")
        let failure = try await expect(.notReady, options)
        #expect(failure?.underlying?.isEmpty == false)
        #expect(processes(naming: folder) == [])
    }

    @discardableResult
    private func expect(_ code: ClusterError.Code, _ options: PrivateServerOptions) async throws
        -> ClusterError?
    {
        let server = PrivateServer(options)
        let failure = await #expect(throws: ClusterError.self) { try await server.run() }
        #expect(failure?.code == code)
        #expect(server.state == .stopped(failure))
        await #expect(throws: ClusterError.self) { try await server.ready() }
        return failure
    }
}

extension PrivateServerEndpoint {
    fileprivate var monitoring: ServerAddress? { ServerAddress(parsing: monitoringURL, defaultPort: 0) }
}
