import Glibc

extension LocalCluster {
    /// Whether nobody listens on any port that a cluster of this size needs.
    public static func arePortsFree(size: Int = ClusterPlan.sizes.lowerBound, offset: Int) -> Bool {
        (1...size).allSatisfy { NodePorts(node: $0, offset: offset).taken == nil }
    }

    /// Kills all nodes at once and removes all files; where there is no cluster, nothing happens.
    ///
    /// - Throws: `notReady` when a node cannot be ended, `busy` or `dataDirectory`.
    public func destroy() async throws(ClusterError) {
        guard ServerFolder.kind(of: folder) != .nothing else { return }
        try await locked { () async throws(ClusterError) in
            let folder = try ServerFolder(folder)
            // The processes tell by their arguments whose they are, also while nothing is written down yet.
            let processes = NodeProcess.unwritten(in: folder)
            for process in processes { process.signal(SIGKILL) }
            for process in processes {
                guard await process.waitForEnd(within: .seconds(10)) else {
                    throw ClusterError(.notReady, "the process \(process.pid) of the cluster cannot be ended")
                }
            }
            try ServerFolder.removeTree(folder.path)
        }
    }
}
