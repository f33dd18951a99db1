import Glibc

extension LocalCluster {
    /// Ends all nodes, also when what is written down of the cluster cannot be read.
    ///
    /// - Parameters:
    ///   - wipes: whether all data and files are removed, too.
    ///   - tell: gets a line for each thing done.
    /// - Throws: `noCluster`, `notReady` when a node cannot be ended, `busy`, or `dataDirectory`, also when all
    ///   nodes have ended and what is written down is lost.
    public func down(
        wipes: Bool = false, tell: @Sendable (String) -> Void = { _ in }
    ) async throws(ClusterError) {
        try await locked { () async throws(ClusterError) in
            let folder = ServerFolder(unchecked: folder)
            let finding = ClusterRecord.Finding(in: folder)
            if case .none = finding, NodeProcess.unwritten(in: folder).isEmpty { throw noCluster }
            try await stopAll(of: finding.record, in: folder, tell)
            if wipes {
                try ServerFolder.removeTree(folder.path)
                tell("removed \(folder.path)")
            } else if finding.record == nil {
                throw ClusterRecord.lost(in: folder)
            }
        }
    }

    /// Ends all nodes of the cluster, also such as are not written down.
    ///
    /// - Parameter record: what is written down; `nil` when that is lost.
    func stopAll(
        of record: ClusterRecord?, in folder: ServerFolder, _ tell: @Sendable (String) -> Void
    ) async throws(ClusterError) {
        let running = (record.map { NodeProcess.all(of: $0, in: folder) } ?? [])
            .filter { $0.identity != nil }
        // At once, so that they do not elect leaders for those that end before them.
        for process in running { process.identity?.signal(SIGTERM) }
        for process in running {
            try await process.end(by: SIGTERM)
            tell("stopped \(process.node.name)")
        }
        try await stopStrays(in: folder, tell)
        // Whoever is started from here on reads the accounts as they are.
        folder.remove(ClusterAccounts.pendingName)
    }

    private func stopStrays(
        in folder: ServerFolder, _ tell: @Sendable (String) -> Void
    ) async throws(ClusterError) {
        let strays = NodeProcess.unwritten(in: folder)
        for stray in strays { stray.signal(SIGTERM) }
        for stray in strays {
            guard await stray.end(by: SIGTERM) else {
                throw ClusterError(.notReady, "the process \(stray.pid) of the cluster cannot be ended")
            }
            tell("ended the process \(stray.pid), which was not written down")
        }
    }
}
