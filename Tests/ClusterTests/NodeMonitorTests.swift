import Support
import Testing

@testable import Cluster

@Suite struct NodeMonitorTests {
    /// Reads snapshots until one fulfils the condition.
    private func snapshot(
        of monitor: NodeMonitor, within limit: Duration = .seconds(10),
        where condition: @escaping @Sendable ([NodeHealth]) -> Bool
    ) async throws -> [NodeHealth] {
        let last = LastSnapshot()
        do {
            return try await withDeadline(limit) {
                for await nodes in monitor.snapshots() {
                    last.set(nodes)
                    if condition(nodes) { return nodes }
                }
                throw SupportError("the snapshots ended")
            }
        } catch {
            throw SupportError("\(error): \(last.description)")
        }
    }

    @Test(arguments: NATSServerVersion.installed)
    func `reads a server`(_ version: NATSServerVersion) async throws {
        let server = try await NATSServer.start(version)
        defer { server.stop() }
        try Client(server.url).createStream("S")
        let monitor = NodeMonitor(servers: [server.url], monitoring: [server.monitoringURL])
        let node = try #require(await monitor.snapshot(within: .seconds(10)).first)
        #expect(node.state == .up)
        #expect(node.name == server.name)
        #expect(node.clientAddress?.description == "127.0.0.1:\(server.port)")
        let reading = try #require(node.reading)
        #expect(
            reading.checks
                == NodeChecks(jetStreamEnabled: .passed, inContact: .passed, assetsCurrent: .passed))
        #expect(reading.memoryBytes > 1_000_000)
        #expect(reading.subscriptions > 0)
        let jetStream = try #require(reading.jetStream)
        #expect(jetStream.streams == 1)
        #expect(jetStream.memoryLimitBytes == 64 << 20)
        #expect(jetStream.fileLimitBytes == 1 << 30)
        #expect(jetStream.apiRequests >= 1)
        #expect(jetStream.clusterSize == nil)
        #expect(node.roundTrip.map { $0 > .zero && $0 < .seconds(10) } == true)
    }

    @Test(arguments: NATSServerVersion.installed)
    func `counts messages a second`(_ version: NATSServerVersion) async throws {
        let server = try await NATSServer.start(version)
        defer { server.stop() }
        let monitor = NodeMonitor(servers: [server.url], monitoring: [server.monitoringURL])
        let first = try #require(await monitor.snapshot(within: .seconds(10)).first)
        try Client(server.url).publish(5000)
        let second = try #require(await monitor.snapshot(within: .seconds(10)).first)
        let seconds = try #require(first.lastSeen).duration(to: try #require(second.lastSeen)) / .seconds(1)
        let rates = try #require(second.rates)
        // The server may count a few messages of its own.
        #expect((4999...5050).contains(rates.messagesIn * seconds))
        #expect((49_990...60_000).contains(rates.bytesIn * seconds))
    }

    @Test(arguments: NATSServerVersion.installed)
    func `tells within two seconds that a server was killed or hangs, and that it is back`(
        _ version: NATSServerVersion
    ) async throws {
        let server = try await NATSServer.start(version)
        defer { server.stop() }
        let monitor = NodeMonitor(servers: [server.url], monitoring: [server.monitoringURL])
        let isUp: @Sendable ([NodeHealth]) -> Bool = { $0.map(\.state) == [.up] }
        let isDown: @Sendable ([NodeHealth]) -> Bool = {
            if case .down = $0.first?.state { true } else { false }
        }
        let first = try await snapshot(of: monitor, where: isUp)

        // Two seconds, and one for a busy machine.
        server.kill9()
        let down = try await snapshot(of: monitor, within: .seconds(3), where: isDown)
        #expect(down.map(\.id) == first.map(\.id))
        try await server.restart()
        let second = try await snapshot(of: monitor, where: isUp)
        #expect(second.map(\.id) == first.map(\.id))
        #expect(second.map(\.serverID) != first.map(\.serverID))

        server.pause()
        _ = try await snapshot(of: monitor, within: .seconds(3), where: isDown)
        server.resume()
        let back = try await snapshot(of: monitor, where: isUp)
        #expect(back.map(\.serverID) == second.map(\.serverID))
    }

    @Test(arguments: NATSServerVersion.installed)
    func `knows a server without JetStream`(_ version: NATSServerVersion) async throws {
        let server = try await NATSServer.start(version, usesJetStream: false)
        defer { server.stop() }
        let monitor = NodeMonitor(servers: [server.url], monitoring: [server.monitoringURL])
        let node = try #require(await monitor.snapshot(within: .seconds(10)).first)
        #expect(node.state == .up)
        #expect(node.reading?.jetStream == nil)
    }

    @Test(arguments: NATSServerVersion.installed)
    func `knows a server without monitoring by its greeting`(_ version: NATSServerVersion) async throws {
        let server = try await NATSServer.start(version)
        defer { server.stop() }
        let monitor = NodeMonitor(servers: [server.url])
        let node = try #require(await monitor.snapshot(within: .seconds(10)).first)
        guard case .unmonitored = node.state else {
            Issue.record("\(node.state)")
            return
        }
        #expect(node.name == server.name)
        #expect(node.version?.hasPrefix("2.") == true)
        #expect(node.reading == nil)
        monitor.noteConnection(serverID: node.serverID, url: server.url, knownServers: [])
        #expect(await monitor.snapshot(within: .seconds(10)).map(\.isConnected) == [true])
    }

    @Test(arguments: NATSServerVersion.installed)
    func `finds the peers in a cluster, and tells what the others lack when one dies`(
        _ version: NATSServerVersion
    ) async throws {
        let cluster = try await NATSCluster(version)
        defer { cluster.stop() }
        let names = cluster.nodes.map(\.name)
        let alone = NodeMonitor(servers: [cluster.urls[0]], monitoring: [cluster.nodes[0].monitoringURL])
        let found = try await snapshot(of: alone) { $0.map(\.name) == names }
        #expect(found[0].reading?.jetStream?.clusterSize == 3)

        let monitor = NodeMonitor(servers: cluster.urls, monitoring: cluster.nodes.map(\.monitoringURL))
        let all = try await snapshot(of: monitor, within: .seconds(20)) { nodes in
            nodes.map(\.name) == names && nodes.allSatisfy { $0.state == .up }
        }
        #expect(all.allSatisfy { $0.reading?.routes == 2 })
        #expect(Set(all.map(\.reading?.jetStream?.metaLeader)) == [cluster.leader?.name])

        cluster.nodes[2].kill9()
        _ = try await snapshot(of: monitor) { nodes in
            guard nodes.map(\.name) == names, case .down = nodes[2].state else { return false }
            return nodes[..<2].allSatisfy {
                if case .degraded(let reasons) = $0.state { reasons.contains("1 of 2 routes") } else { false }
            }
        }
    }

    @Test func `asks nobody while nobody listens`() async throws {
        let asked = Counter()
        let listener = try Listener { _ in asked.increase() }
        let monitor = NodeMonitor(servers: [], monitoring: ["http://127.0.0.1:\(listener.port)"])
        for await _ in monitor.snapshots(every: .milliseconds(100)) where asked.value >= 3 { break }
        let count = asked.value
        // Two rounds more would have begun by now, if any did.
        try await Task.sleep(for: .milliseconds(300))
        #expect(asked.value == count)
    }
}
