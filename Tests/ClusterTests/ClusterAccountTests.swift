import Glibc
import JSON
import NATS
import Support
import Testing

@testable import Cluster

/// The accounts of tenants, as the servers keep them apart.
@Suite struct ClusterAccountTests {
    private func options(_ cluster: LocalCluster, as name: String) throws -> ConnectionOptions {
        let user = try #require(ClusterUser(reading: name, in: ServerFolder(cluster.folder)))
        return ConnectionOptions(
            servers: cluster.nodes().map(\.clientURL), name: name,
            credentials: .user(user.name, password: user.password))
    }

    private func mode(of path: String) throws -> mode_t {
        var information = stat()
        try #require(unsafe stat(path, &information) == 0)
        return information.st_mode & 0o777
    }

    @Test func `accounts that were interrupted reach all nodes the next time`() async throws {
        try await withCluster { cluster in
            var plan = cluster.plan
            try await cluster.up(plan)
            plan.tenants = ["acme"]
            let interrupted = await withTaskGroup(of: Bool.self) { group in
                group.addTask { [plan] in
                    do throws(ClusterError) {
                        try await cluster.up(plan) { line in
                            guard line.contains("new accounts") else { return }
                            unsafe withUnsafeCurrentTask { task in unsafe task?.cancel() }
                        }
                        return false
                    } catch { return true }
                }
                return await group.next() ?? false
            }
            #expect(interrupted)
            let lines = try await cluster.lines { _, tell in try await cluster.up(plan, tell: tell) }
            #expect(lines.contains("restarted nats-motadata-3 for the new accounts"), "\(lines)")
            let user = try #require(ClusterUser(reading: "acme", in: ServerFolder(cluster.folder)))
            let options = ConnectionOptions(
                servers: [cluster.nodes()[2].clientURL], name: "acme",
                credentials: .user(user.name, password: user.password))
            try await withConnection(options) { try await $0.flush(timeout: .seconds(5)) }
            let again = try await cluster.lines { _, tell in try await cluster.up(plan, tell: tell) }
            #expect(!again.contains { $0.contains("new accounts") })
        }
    }

    @Test(arguments: NATSServerVersion.installed)
    func `a tenant asks and hears in its own name only`(_ version: NATSServerVersion) async throws {
        try await withCluster(version) { cluster in
            var plan = cluster.plan
            try await cluster.up(plan)
            try await withConnection(
                ConnectionOptions(servers: cluster.nodes().map(\.clientURL), name: "anyone")
            ) { connection in
                try await connection.jetStream.createStream(["name": "KEPT", "subjects": ["kept"]])
            }
            plan.tenants = ["acme", "globex"]
            let lines = try await cluster.lines { _, tell in try await cluster.up(plan, tell: tell) }
            #expect(lines.count { $0.contains("new accounts") } == 3)
            try await withConnection(try options(cluster, as: ClusterUser.serviceName)) { service in
                #expect(try await service.jetStream.streamInfo("KEPT") != nil, "what there was is kept")
                let requests = try service.subscribe("ticket.service.*")
                try await service.flush(timeout: .seconds(5))
                try await withConnection(try options(cluster, as: "acme")) { acme in
                    async let reply = acme.request("ticket.service", [1], timeout: .seconds(5))
                    for await request in requests {
                        #expect(request.subject == "ticket.service.acme")
                        try service.publish(request.reply ?? "", [2])
                        break
                    }
                    #expect(try await reply.payload == [2])
                    await #expect(throws: NATSError.self) {
                        _ = try await acme.request("ticket.service.globex", [1], timeout: .seconds(1))
                    }
                    await #expect(throws: NATSError.self) {
                        _ = try await acme.jetStream.streamInfo("KEPT", timeout: .seconds(1))
                    }
                    let events = try acme.subscribe(">")
                    try await acme.flush(timeout: .seconds(5))
                    try service.publish("tenant.globex.events.ticket.create", [3])
                    try service.publish("tenant.acme.events.ticket.create", [4])
                    for await event in events {
                        #expect(event.subject == "tenant.acme.events.ticket.create")
                        break
                    }
                }
            }
            let nobody = Connection(
                ConnectionOptions(servers: cluster.nodes().map(\.clientURL), name: "nobody"))
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await nobody.run() }
                await #expect(throws: NATSError.self) {
                    _ = try await nobody.connected(within: .seconds(2))
                }
                await nobody.close()
            }
            for name in ["acme", "globex", ClusterUser.serviceName, ClusterUser.systemName] {
                #expect(try mode(of: cluster.credentialsFile(of: name)) == 0o600)
            }
        }
    }
}
