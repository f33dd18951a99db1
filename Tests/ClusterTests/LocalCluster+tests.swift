import Support
import Synchronization

@testable import Cluster

/// Runs the body with a local cluster that is not there yet, and leaves no process behind.
func withCluster(
    _ version: NATSServerVersion = .debian, _ body: (LocalCluster) async throws -> Void
) async throws {
    let directory = try TemporaryDirectory()
    let cluster = LocalCluster(folder: directory.path + "/data/cluster", program: version.program)
    do { try await body(cluster) } catch {
        try? await cluster.destroy()
        throw error
    }
    try await cluster.destroy()
    directory.remove()
}

extension LocalCluster {
    private static let offsets = Mutex<[String: Int]>([:])

    /// Ports of its own for each cluster of the tests.
    var plan: ClusterPlan {
        let offset = Self.offsets.withLock { offsets in
            if let offset = offsets[folder] { return offset }
            let offset = Loopback.freeOffset()
            offsets[folder] = offset
            return offset
        }
        return ClusterPlan(offset: offset)
    }

    /// What is told while something is done.
    func lines(
        _ body: (ClusterPlan, @escaping @Sendable (String) -> Void) async throws -> Void
    ) async throws -> [String] {
        let lines = Lines()
        try await body(plan) { line in lines.add(line) }
        return lines.all
    }
}

private final class Lines: Sendable {
    private let state = Mutex<[String]>([])
    var all: [String] { state.withLock { $0 } }
    func add(_ line: String) { state.withLock { $0.append(line) } }
}
