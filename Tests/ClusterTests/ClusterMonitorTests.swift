import JSON
import NATS
import Support
import Testing

@testable import Cluster

/// Real clusters, judged as a whole.
@Suite(.serialized) struct ClusterMonitorTests {
    private static let accounts = """
        accounts {
          SYS { users: [{user: sys, password: sys}] }
          APP { jetstream: enabled, users: [{user: app, password: app}] }
        }
        system_account: SYS
        no_auth_user: app
        """

    private func report(
        of monitor: NodeMonitor, _ what: String, where condition: @escaping @Sendable (ClusterHealth) -> Bool
    ) async throws -> ClusterHealth {
        let last = LastSnapshot()
        do {
            return try await withDeadline(.seconds(15)) {
                for await health in monitor.reports() {
                    last.set(health.nodes)
                    if condition(health) { return health }
                }
                throw SupportError("the reports ended")
            }
        } catch {
            throw SupportError("\(what): \(error): \(last.description)")
        }
    }

    private func createStream(_ name: String, on cluster: NATSCluster) async throws {
        try await withConnection(ConnectionOptions(servers: cluster.urls, name: "test")) { connection in
            _ = try await connection.jetStream.createStream([
                "name": .string(name), "subjects": [.string(name)], "num_replicas": 3, "storage": "file",
            ])
            _ = try await connection.jetStream.publish(name, Array("one".utf8))
        }
    }

    @Test(arguments: NATSServerVersion.installed)
    func aClusterInAllItsStates(_ version: NATSServerVersion) async throws {
        let cluster = try await NATSCluster(version)
        defer { cluster.stop() }
        try await createStream("S", on: cluster)
        let monitor = NodeMonitor(servers: cluster.urls, monitoring: cluster.nodes.map(\.monitoringURL))
        let whole = try await report(of: monitor, "all current") { $0.isHealthy && $0.streams?.count == 1 }
        let stream = try #require(whole.streams?.first)
        #expect(stream.messages == 1 && stream.group.replicas.count == 3 && stream.account == "$G")
        #expect(whole.meta?.leader == cluster.leader?.name)
        #expect(whole.nodes.allSatisfy { $0.reading?.routeReadings.count == 2 })

        let victim = cluster.nodes.first { $0.name != stream.group.leader } ?? cluster.nodes[0]
        victim.kill9()
        let killed = ContinuousClock.now
        let weak = try await report(of: monitor, "one down") { $0.nodesUp == 2 }
        print("a killed node is seen after \(killed.duration(to: .now))")
        #expect(weak.problems.contains { $0.text == "\(victim.name) is down" })
        let lacking = try await report(of: monitor, "two replicas") {
            $0.problems.contains { $0.text == "S runs on 2 of 3 replicas" }
        }
        #expect(
            lacking.streams?.first?.group.replicas.contains { $0.name == victim.name && $0.state == .offline }
                == true)

        let other = try #require(cluster.nodes.first { $0.name != victim.name })
        other.kill9()
        let broken = try await report(of: monitor, "two down") { $0.nodesUp == 1 }
        #expect(broken.meta?.works == false && broken.streams?.first?.group.works == false)
        #expect(broken.problems.first?.text.hasPrefix("JetStream has no leader") == true)

        try await victim.start()
        let started = ContinuousClock.now
        _ = try await report(of: monitor, "back") { $0.nodesUp == 2 }
        print("its return is seen after \(started.duration(to: .now))")
        try await other.start()
        _ = try await report(of: monitor, "all well again") { $0.isHealthy }
    }

    @Test(arguments: NATSServerVersion.installed)
    func theSystemAccountFindsAllServersWithoutMonitoringAddresses(_ version: NATSServerVersion) async throws
    {
        let cluster = try await NATSCluster(version, configuration: Self.accounts)
        defer { cluster.stop() }
        try await createStream("S", on: cluster)
        var options = ConnectionOptions(servers: [cluster.urls[0]], name: "test")
        options.credentials = .user("sys", password: "sys")
        try await withConnection(options) { connection in
            // Only one server is named, and where it is monitored is not.
            let monitor = NodeMonitor(servers: [cluster.urls[0]])
            monitor.useSystemAccount(of: connection)
            let health = try await self.report(of: monitor, "all read") {
                $0.isHealthy && $0.streams?.count == 1
            }
            #expect(health.nodes.map(\.name) == cluster.nodes.map(\.name))
            #expect(health.nodes.allSatisfy { $0.reading?.checks == .passed })
            #expect(health.streams?.first?.group.replicas.count == 3)
            cluster.nodes[2].kill9()
            let weak = try await self.report(of: monitor, "one down") { $0.nodesUp == 2 }
            #expect(weak.nodes[2].isDown)
        }
    }

    @Test(arguments: NATSServerVersion.installed)
    func anOrdinaryUserLearnsNothingFromTheSystemAccount(_ version: NATSServerVersion) async throws {
        let server = try await NATSServer.start(version, configuration: Self.accounts)
        defer { server.stop() }
        try await withConnection(server.options) { connection in
            let monitor = NodeMonitor(servers: [server.url])
            monitor.useSystemAccount(of: connection)
            let health = await monitor.report(within: .seconds(2))
            #expect(health.isReachable && !health.isHealthy)
            #expect(health.problems.map(\.text) == ["test cannot be read"])
            #expect(health.streams == nil)
        }
    }

    @Test(arguments: NATSServerVersion.installed)
    func advisoriesAreToldAndThoseOfOurOwnReadersAreNot(_ version: NATSServerVersion) async throws {
        try await NATSServer.with(version) { server, connection in
            let subscription = try connection.subscribe("$JS.EVENT.ADVISORY.>")
            try await connection.flush(timeout: .seconds(5))
            _ = try await connection.jetStream.createStream(["name": "S", "subjects": ["s"]])
            let consumer = connection.jetStream.consume(ConsumerOptions(stream: "S"))
            let reading = Task { for await _ in consumer {} }
            try await eventually("our consumer") {
                let monitor = NodeMonitor(servers: [server.url], monitoring: [server.monitoringURL])
                let found = await monitor.report().streams?.first?.consumers ?? []
                return found.map { $0.name.hasPrefix(OrderedConsumer.namePrefix) } == [true]
            }
            consumer.stop()
            await reading.value
            _ = try await connection.jetStream.deleteStream("S")
            var texts: [String] = []
            for await message in subscription {
                guard let told = ServerAdvisory(subject: message.subject, payload: message.payload) else {
                    continue
                }
                texts.append(told.text)
                if told.text.contains("deleted") { break }
            }
            #expect(texts == ["the stream S was created", "the stream S was deleted"])
        }
    }
}
