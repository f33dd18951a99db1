import Glibc
import NATS
import Support
import Testing

/// Making a connection, losing it, having it back.
@Suite struct ConnectionTests {
    @Test(arguments: NATSServerVersion.installed)
    func serverIsDescribed(version: NATSServerVersion) async throws {
        let server = try await NATSServer.start(version)
        defer { server.stop() }
        var options = server.options
        options.servers = ["nats://user:secret@127.0.0.1:\(server.port)"]
        try await withConnection(options) { connection in
            let info = try await connection.connected(within: .seconds(5))
            #expect(info.url == server.url)
            #expect(info.serverID.count > 20)
            #expect(info.maximumPayload == 1_048_576)
            #expect(info.knownServers == [server.url])
            #expect(info.name == "test")
            #expect(info.version?.hasPrefix("2.") == true)
            let roundTrip = try await connection.roundTrip(timeout: .seconds(2))
            #expect(roundTrip > .zero)
            #expect(connection.state == .connected(info))
        }
    }

    @Test(arguments: NATSServerVersion.installed, AccessCase.allCases)
    func credentialsOpenTheDoor(version: NATSServerVersion, access: AccessCase) async throws {
        let server = try await NATSServer.start(
            version, configuration: access.configuration, usesJetStream: access.usesJetStream)
        defer { server.stop() }
        var options = server.options
        options.credentials = try access.credentials(in: server.directory)
        try await withConnection(options) { connection in
            let subscription = try connection.subscribe("a")
            try connection.publish("a", [1])
            var iterator = subscription.makeAsyncIterator()
            #expect(await iterator.next()?.payload == [1])
        }
        options.credentials = try access.wrongCredentials(in: server.directory)
        try await withConnection(options, waits: false) { connection in
            let error = await #expect(throws: NATSError.self) {
                try await connection.connected(within: .seconds(4))
            }
            #expect(error?.code == .authentication)
            #expect(error?.message.contains("wrong") == false)
        }
    }

    @Test func customInboxPrefixIsUsed() async throws {
        let configuration = """
            authorization { users: [{ user: u, password: p, permissions: {
              publish: [">"], subscribe: ["_INBOX_acme.>", "echo"] } }] }
            """
        let server = try await NATSServer.start(configuration: configuration)
        defer { server.stop() }
        var options = server.options
        options.credentials = .user("u", password: "p")
        options.inboxPrefix = "_INBOX_acme"
        try await withConnection(options) { connection in
            let echo = try connection.subscribe("echo") { message in
                try? connection.publish(message.reply ?? "", Array((message.reply ?? "").utf8))
            }
            let answer = try await connection.request("echo", [], timeout: .seconds(2))
            #expect(answer.text.hasPrefix("_INBOX_acme."))
            _ = echo
        }
        options.inboxPrefix = "_INBOX"
        try await withConnection(options) { connection in
            let start = ContinuousClock.now
            await #expect { try await connection.request("echo", [], timeout: .seconds(10)) } throws: {
                ($0 as? NATSError)?.code == .permission
            }
            #expect(.now - start < .seconds(5))
        }
    }

    @Test(arguments: NATSServerVersion.installed)
    func refusedSubjectsSurface(version: NATSServerVersion) async throws {
        let configuration = """
            authorization { users: [{ user: u, password: p, permissions: {
              publish: ["open"], subscribe: ["_INBOX.>", "open"] } }] }
            """
        let server = try await NATSServer.start(version, configuration: configuration)
        defer { server.stop() }
        var options = server.options
        options.credentials = .user("u", password: "p")
        try await withConnection(options) { connection in
            let problems = connection.problems()
            let start = ContinuousClock.now
            await #expect { try await connection.request("closed", [], timeout: .seconds(10)) } throws: {
                ($0 as? NATSError)?.code == .permission && ($0 as? NATSError)?.subject == "closed"
            }
            #expect(.now - start < .seconds(5))
            var iterator = problems.makeAsyncIterator()
            #expect(await iterator.next()?.code == .permission)
            let subscription = try connection.subscribe("forbidden")
            for await _ in subscription {}
            #expect(subscription.failure?.code == .permission)
        }
    }

    @Test func firstServerDead() async throws {
        let server = try await NATSServer.start()
        defer { server.stop() }
        var options = server.options
        options.servers = ["nats://127.0.0.1:\(Loopback.freePort())", server.url]
        try await withConnection(options) { connection in
            let info = try await connection.connected(within: .seconds(5))
            #expect(info.url == server.url)
        }
    }

    @Test func impossibleAddressIsTold() async throws {
        for servers in [[], ["nats://"], ["nats://a b"]] {
            let connection = Connection(ConnectionOptions(servers: servers))
            await connection.run()
            await #expect(throws: NATSError.self) { try await connection.connected(within: .seconds(1)) }
        }
    }

    @Test(arguments: NATSServerVersion.installed)
    func firstConnectBeforeTheServerExists(version: NATSServerVersion) async throws {
        let server = try NATSServer(version)
        defer { server.stop() }
        try await withConnection(server.options, waits: false) { connection in
            await #expect(throws: NATSError.self) {
                try await connection.connected(within: .milliseconds(300))
            }
            #expect(throws: NATSError.self) { try connection.publish("a", []) }
            let subscription = try connection.subscribe("a")
            try await server.start()
            _ = try await connection.connected(within: .seconds(10))
            try connection.publish("a", [7])
            var iterator = subscription.makeAsyncIterator()
            #expect(await iterator.next()?.payload == [7])
        }
    }

    @Test(arguments: NATSServerVersion.installed)
    func killAndRestart(version: NATSServerVersion) async throws {
        try await NATSServer.with(version) { server, connection in
            let states = connection.states()
            let subscription = try connection.subscribe("a")
            let asked = Promised()
            let silent = try connection.subscribe("silent") { _ in asked.fulfil() }
            let request = Task { try await connection.request("silent", [], timeout: .seconds(60)) }
            await asked.wait()
            let start = ContinuousClock.now
            server.kill9()
            let failed = await request.result
            #expect(.now - start < .seconds(2))
            let error = #expect(throws: NATSError.self) { try failed.get() }
            // It had been sent: nobody knows what came of it.
            #expect(error?.code == .io)
            #expect(throws: NATSError.self) { try connection.publish("a", [1]) }
            try await server.restart()
            _ = try await connection.connected(within: .seconds(10))
            try connection.publish("a", [2])
            var iterator = subscription.makeAsyncIterator()
            #expect(await iterator.next()?.payload == [2])
            var kinds: [String] = []
            for await state in states {
                kinds.append(String("\(state)".prefix { $0 != "(" }))
                if kinds.count > 1, case .connected = state { break }
            }
            #expect(kinds.first == "connected")
            #expect(kinds.dropFirst().dropLast().allSatisfy { $0 == "reconnecting" })
            _ = silent
        }
    }

    @Test(arguments: NATSServerVersion.installed)
    func comesBackAfterRepeatedRefusal(version: NATSServerVersion) async throws {
        let right = #"authorization { users: [{ user: u, password: right }] }"#
        let wrong = #"authorization { users: [{ user: u, password: changed }] }"#
        let server = try await NATSServer.start(version, configuration: right)
        defer { server.stop() }
        var options = server.options
        options.credentials = .user("u", password: "right")
        try await withConnection(options) { connection in
            let subscription = try connection.subscribe("a")
            try await server.restart(configuration: wrong)
            // More refusals than the two after which libnats gives up for good.
            for await state in connection.states() {
                if case .reconnecting(let attempt, _, _) = state, attempt >= 4 { break }
            }
            try await server.restart(configuration: right)
            _ = try await connection.connected(within: .seconds(10))
            try connection.publish("a", [3])
            var iterator = subscription.makeAsyncIterator()
            #expect(await iterator.next()?.payload == [3])
        }
    }

    @Test func hangingServerIsNoticed() async throws {
        let server = try await NATSServer.start()
        defer { server.stop() }
        var options = server.options
        options.pingInterval = .milliseconds(200)
        try await withConnection(options) { connection in
            server.pause()
            for await state in connection.states() {
                if case .reconnecting = state { break }
            }
            server.resume()
            _ = try await connection.connected(within: .seconds(10))
        }
    }

    @Test func clusterTellsOfItsServers() async throws {
        let cluster = try await NATSCluster()
        defer { cluster.stop() }
        var options = ConnectionOptions(servers: [cluster.urls[0]])
        options.name = "gossip"
        try await withConnection(options) { connection in
            let info = try await connection.connected(within: .seconds(5))
            #expect(Set(info.knownServers) == Set(cluster.urls))
            #expect(info.name == "nats-motadata-1")
            cluster.nodes[0].kill9()
            for await state in connection.states() {
                if let server = state.server, server.url != cluster.urls[0] { break }
            }
        }
    }

    @Test func cancellationOfRunCloses() async throws {
        let server = try await NATSServer.start()
        defer { server.stop() }
        let connection = Connection(server.options)
        let task = Task { await connection.run() }
        _ = try await connection.connected(within: .seconds(5))
        let subscription = try connection.subscribe("a")
        task.cancel()
        for await _ in subscription {}
        await task.value
        #expect(connection.state == .closed)
        #expect(throws: NATSError.self) { try connection.publish("a", []) }
        #expect(throws: NATSError.self) { try connection.subscribe("a") }
        await #expect(throws: NATSError.self) { try await connection.connected(within: .seconds(1)) }
    }
}
