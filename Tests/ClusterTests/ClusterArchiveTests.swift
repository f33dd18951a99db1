import Glibc
import JSON
import NATS
import Support
import Testing

@testable import Cluster

/// Backups of the local cluster.
@Suite struct ClusterArchiveTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private var file: String { directory.path + "/backup.tar" }

    /// How many messages the stream of these tests holds; after publishing some.
    @discardableResult
    private func messages(of cluster: LocalCluster, publishing count: Int = 0) async throws -> Int64 {
        let options = ConnectionOptions(servers: cluster.nodes().map(\.clientURL), name: "test")
        return try await withConnection(options) { connection in
            let stream = connection.jetStream
            if count > 0, try await Self.info(stream) == nil {
                try await stream.createStream([
                    "name": "KEPT", "subjects": ["kept"], "storage": "file", "num_replicas": 3,
                ])
            }
            for _ in 0..<count { try await stream.publish("kept", Array("text".utf8), timeout: .seconds(10)) }
            return try await Self.info(stream)?["state"]?["messages"]?.integer ?? -1
        }
    }

    /// The stream, once it has a leader again; `nil`: there is none.
    private static func info(_ stream: JetStream) async throws -> JSONValue? {
        var info: JSONValue?
        try await eventually("the stream answers", within: .seconds(30)) {
            do throws(NATSError) {
                info = try await stream.streamInfo("KEPT", timeout: .seconds(1))
                return true
            } catch { return false }
        }
        return info
    }

    @Test(arguments: NATSServerVersion.installed)
    func `brings back what there was`(_ version: NATSServerVersion) async throws {
        try await withCluster(version) { cluster in
            try await cluster.up(cluster.plan)
            #expect(try await messages(of: cluster, publishing: 25) == 25)
            let refused = await #expect(throws: ClusterError.self) {
                try await cluster.backUp(to: file, stops: false, replaces: false)
            }
            #expect(refused?.code == .refused && ServerFolder.kind(of: file) == .nothing)
            try await cluster.backUp(to: file, stops: true, replaces: false)
            #expect(cluster.nodes().allSatisfy { $0.pid != nil }, "started again")
            #expect(try await messages(of: cluster, publishing: 10) == 35)

            let running = await #expect(throws: ClusterError.self) {
                try await cluster.restore(from: file, stops: false)
            }
            #expect(running?.code == .refused)
            #expect(try await messages(of: cluster) == 35)
            try await cluster.down(wipes: true)
            try await cluster.restore(from: file, stops: false)
            try await cluster.up(ClusterPlan())
            #expect(try await messages(of: cluster) == 25)

            try await messages(of: cluster, publishing: 5)
            try await cluster.restore(from: file, stops: true)
            #expect(processes(naming: cluster.folder) == [])
            try await cluster.up(ClusterPlan())
            #expect(try await messages(of: cluster) == 25)
        }
    }

    @Test func `an archive that is not whole changes nothing`() async throws {
        try await withCluster { cluster in
            try await cluster.up(cluster.plan)
            #expect(try await messages(of: cluster, publishing: 7) == 7)
            try await cluster.backUp(to: file, stops: true, replaces: false)
            try await cluster.down()
            let bytes = try #require(ServerFolder(directory.path).read("backup.tar", last: 16 << 20))
            // At the end of a member, and in the midst of one.
            for length in [bytes.count / 2 / 10_240 * 10_240, bytes.count / 3] {
                let cut = Array(bytes.prefix(length))
                let descriptor = unsafe open(
                    directory.path + "/cut.tar", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
                #expect(unsafe write(descriptor, cut, cut.count) == cut.count)
                close(descriptor)
                let error = await #expect(throws: ClusterError.self) {
                    try await cluster.restore(from: directory.path + "/cut.tar", stops: false)
                }
                #expect(error?.code == .archive, "\(error?.description ?? "")")
            }
            try directory.write("no archive", to: "text.tar")
            await #expect(throws: ClusterError.self) {
                try await cluster.restore(from: directory.path + "/text.tar", stops: false)
            }
            #expect(ServerFolder.kind(of: cluster.draft) == .nothing)
            try await cluster.up(ClusterPlan())
            #expect(try await messages(of: cluster) == 7)
        }
    }

    @Test func `an interrupted restoring leaves the old data`() async throws {
        try await withCluster { cluster in
            try await cluster.up(cluster.plan)
            #expect(try await messages(of: cluster, publishing: 3) == 3)
            try await cluster.down()
            #expect(unsafe rename(cluster.folder, cluster.setAside) == 0)
            try await cluster.up(ClusterPlan())
            #expect(try await messages(of: cluster) == 3)
        }
    }

    @Test func `folders that somebody else put beside the cluster stay`() async throws {
        try await withCluster { cluster in
            for ending in [".before", ".restored"] {
                try ServerFolder(cluster.folder + ending).write("precious", to: "file")
            }
            try await cluster.up(cluster.plan)
            try await cluster.backUp(to: file, stops: true, replaces: false)
            try await cluster.restore(from: file, stops: true)
            for ending in [".before", ".restored"] {
                #expect(
                    ServerFolder(unchecked: cluster.folder + ending).read("file") == Array("precious".utf8))
            }
            #expect(ServerFolder.kind(of: cluster.setAside) == .nothing)
            #expect(ServerFolder.kind(of: cluster.draft) == .nothing)
        }
    }

    @Test func `an interrupted backup leaves the cluster as it was`() async throws {
        try await withCluster { cluster in
            try await cluster.up(cluster.plan)
            // Something to copy for a while.
            let large = unsafe open("\(cluster.folder)/large", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
            #expect(ftruncate(large, 8 << 30) == 0)
            close(large)
            let error = await #expect(throws: ClusterError.self) {
                try await cluster.backUp(
                    to: file, stops: true, replaces: false,
                    until: { [directory] in
                        while directory.names(beginningWith: "backup.tar.").isEmpty {
                            try? await Task.sleep(for: .milliseconds(1))
                        }
                    })
            }
            #expect(error?.message.contains("interrupted") == true)
            #expect(directory.names(beginningWith: "backup.tar") == [])
            #expect(cluster.nodes().count { $0.pid != nil } == 3)
        }
    }

    @Test func `no file is replaced unasked`() async throws {
        try await withCluster { cluster in
            try await cluster.up(cluster.plan)
            try await cluster.down()
            try directory.write("precious", to: "backup.tar")
            await #expect(throws: ClusterError.self) {
                try await cluster.backUp(to: file, stops: false, replaces: false)
            }
            #expect(directory.read("backup.tar") == "precious")
            try await cluster.backUp(to: file, stops: false, replaces: true)
            #expect(directory.read("backup.tar") != "precious")
            var information = stat()
            #expect(unsafe stat(file, &information) == 0 && information.st_mode & 0o077 == 0)
        }
    }
}
