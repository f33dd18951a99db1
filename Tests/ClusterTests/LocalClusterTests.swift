import Glibc
import JSON
import Support
import Synchronization
import Testing

@testable import Cluster

/// The local cluster: its processes, and what is written down of them.
@Suite struct LocalClusterTests {
    @Test(arguments: NATSServerVersion.installed)
    func `starts, is found again, and leaves no process`(_ version: NATSServerVersion) async throws {
        try await withCluster(version) { cluster in
            let lines = try await cluster.lines { try await cluster.up($0, tell: $1) }
            #expect(lines.count == 4 && lines.last?.contains("JetStream is ready") == true, "\(lines)")
            let again = LocalCluster(folder: cluster.folder, program: version.program)
            let nodes = again.nodes()
            #expect(nodes.map(\.name) == ["nats-motadata-1", "nats-motadata-2", "nats-motadata-3"])
            #expect(Set(nodes.compactMap(\.pid)) == Set(processes(naming: cluster.folder)))
            try Client(nodes[0].clientURL).createStream("KEPT")

            let second = try await again.lines { try await again.up($0, tell: $1) }
            #expect(second.count { $0.contains("runs already") } == 3)
            #expect(again.nodes() == nodes)

            try await again.down()
            #expect(processes(naming: cluster.folder) == [] && again.nodes().allSatisfy { $0.pid == nil })
            try await again.up(ClusterPlan())
            #expect(again.nodes().map(\.ports) == nodes.map(\.ports), "the offset is remembered")
            try await eventually("the stream is still there") {
                var streams: Int64 = 0
                for node in again.nodes() {
                    let answer = try await MonitoringClient(node.monitoringAddress).get("/jsz")
                    streams += answer.body["streams"]?.integer ?? 0
                }
                return streams == 1
            }
            try await again.down(wipes: true)
            #expect(again.nodes() == [] && ServerFolder.kind(of: cluster.folder) == .nothing)
        }
    }

    @Test func `a node is killed, stopped and started`() async throws {
        try await withCluster { cluster in
            try await cluster.up(cluster.plan)
            let before = cluster.nodes()
            try await cluster.kill(2)
            try await cluster.stop(3)
            #expect(cluster.nodes().map { $0.pid == nil } == [false, true, true])
            try await cluster.stop(3)
            try await cluster.start(2)
            try await cluster.start(2)
            let after = cluster.nodes()
            #expect(after[0].pid == before[0].pid && after[1].pid != nil && after[1].pid != before[1].pid)
            #expect(after[2].pid == nil)
            let answer = try await MonitoringClient(after[1].monitoringAddress).get("/varz")
            #expect(answer.body["server_name"]?.string == "nats-motadata-2")
        }
    }

    @Test(arguments: NATSServerVersion.installed)
    func `nodes can be added, and none taken away`(_ version: NATSServerVersion) async throws {
        try await withCluster(version) { cluster in
            try await cluster.up(cluster.plan)
            try await cluster.up(ClusterPlan(size: 4))
            #expect(cluster.nodes().count == 4 && cluster.nodes().allSatisfy { $0.pid != nil })
            guard case .ready = await ClusterReadiness(of: cluster.nodes()) else {
                Issue.record("a node is not current")
                return
            }
            await #expect(throws: ClusterError.self) { try await cluster.up(ClusterPlan(size: 3)) }
            await #expect(throws: ClusterError.self) { try await cluster.up(ClusterPlan(offset: 1)) }
            #expect(cluster.nodes().count == 4)
        }
    }

    @Test func `two commands at once start each node once`() async throws {
        try await withCluster { cluster in
            async let one: Void = cluster.up(cluster.plan)
            async let two: Void = cluster.up(cluster.plan)
            _ = try await (one, two)
            #expect(processes(naming: cluster.folder).count == 3)
        }
    }

    @Test func `a taken port is named, and nothing is started`() async throws {
        try await withCluster { cluster in
            let port = NodePorts(node: 2, offset: cluster.plan.offset ?? 0).routes
            let listener = try Listener(port: port) { _ in }
            let error = await #expect(throws: ClusterError.self) { try await cluster.up(cluster.plan) }
            #expect(error?.code == .portTaken)
            let words = error?.message ?? ""
            #expect(words.contains("\(port)") && words.contains("nats-motadata-2"))
            #expect(words.contains("--base-port-offset"))
            #expect(processes(naming: cluster.folder) == [] && cluster.nodes() == [])
            withExtendedLifetime(listener) {}
        }
    }

    @Test func `another process with the same number is never touched`() async throws {
        try await withCluster { cluster in
            try await cluster.up(cluster.plan)
            try await cluster.kill(1)
            let sleeper = try await ChildProcess("sleep", ["600"], log: "/dev/null")
            let home = try ServerFolder("\(cluster.folder)/nats-motadata-1")
            let text = String(decoding: home.read(NodeProcess.fileName) ?? [], as: UTF8.self)
            let old = try #require(text.firstMatch(of: /"pid":\d+/)).output
            try home.write(
                text.replacing(old, with: "\"pid\":\(sleeper.id)"), to: NodeProcess.fileName)
            #expect(cluster.nodes()[0].pid == nil)
            try await cluster.kill(1)
            try await cluster.stop(1)
            try await cluster.down()
            #expect(sleeper.isRunning)
        }
    }

    @Test func `a server that was not written down is found`() async throws {
        try await withCluster { cluster in
            try await cluster.up(cluster.plan)
            let pid = cluster.nodes()[1].pid
            try ServerFolder("\(cluster.folder)/nats-motadata-2").remove(NodeProcess.fileName)
            #expect(cluster.nodes()[1].pid == pid && pid != nil)
            try await cluster.down()
            #expect(processes(naming: cluster.folder) == [])
        }
    }

    @Test(arguments: ["", "{}", nil])
    func `a record that is lost is not made anew`(text: String?) async throws {
        try await withCluster { cluster in
            var plan = cluster.plan
            plan.tenants = ["acme"]
            try await cluster.up(plan)
            let folder = try ServerFolder(cluster.folder)
            let accounts = folder.read(ClusterAccounts.fileName)
            if let text {
                try folder.write(text, to: ClusterRecord.fileName)
            } else {
                folder.remove(ClusterRecord.fileName)
            }
            let up = await #expect(throws: ClusterError.self) { try await cluster.up(ClusterPlan()) }
            #expect(up?.code == .dataDirectory && up?.message.contains("cluster.json") == true)
            #expect(folder.read(ClusterAccounts.fileName) == accounts)
            let restore = await #expect(throws: ClusterError.self) {
                try await cluster.restore(from: "/dev/null", stops: false)
            }
            #expect(restore?.code == .refused)
            #expect(processes(naming: cluster.folder).count == 3)
            let down = await #expect(throws: ClusterError.self) { try await cluster.down() }
            #expect(down?.code == .dataDirectory && processes(naming: cluster.folder) == [])
        }
    }

    @Test func `a program that stands for the server is followed`() async throws {
        let directory = try TemporaryDirectory()
        try directory.write(
            "#!/bin/sh\nsleep 0.05\nexec \(NATSServerVersion.debian.program ?? "nats-server") \"$@\"\n",
            to: "nats-server")
        try directory.makeExecutable("nats-server")
        let cluster = LocalCluster(
            folder: directory.path + "/cluster", program: directory.path + "/nats-server")
        do {
            try await cluster.up(cluster.plan)
            #expect(Set(cluster.nodes().compactMap(\.pid)) == Set(processes(naming: cluster.folder)))
            try await cluster.down()
            #expect(processes(naming: cluster.folder) == [])
        } catch { Issue.record(error) }
        try await cluster.destroy()
        directory.remove()
    }

    @Test func `what is not there is said`() async throws {
        try await withCluster { cluster in
            let codes: [ClusterError.Code?] = [
                await #expect(throws: ClusterError.self) { try await cluster.start(1) }?.code,
                await #expect(throws: ClusterError.self) { try await cluster.down() }?.code,
                await #expect(throws: ClusterError.self) {
                    try await LocalCluster(folder: cluster.folder, program: "/nowhere/nats-server")
                        .up(cluster.plan)
                }?.code,
            ]
            #expect(codes == [.noCluster, .noCluster, .noServerProgram])
            try await cluster.up(cluster.plan)
            let error = await #expect(throws: ClusterError.self) { try await cluster.kill(4) }
            #expect(error?.code == .noSuchNode && error?.message.contains("nats-motadata-3") == true)
            #expect(try cluster.node(named: "nats-motadata-2").number == 2)
        }
    }
}
