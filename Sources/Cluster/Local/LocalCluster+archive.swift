import Glibc

extension LocalCluster {
    /// Writes all of the cluster into a file: what JetStream holds, accounts and credentials.
    ///
    /// The files of the nodes fit together only while none of them runs, so a running cluster is stopped for
    /// the copy and started again.
    ///
    /// - Parameters:
    ///   - path: the file; it is there when it is whole, or not at all.
    ///   - stops: whether a running cluster may be stopped for it.
    ///   - replaces: whether a file of that name may be replaced.
    ///   - tell: gets a line for each thing done.
    ///   - interruption: returns when the copy is to be given up; what was stopped is started all the same.
    /// - Throws: `refused` when it runs or the file is there, `archive`, also when it was given up, and what `up`
    ///   throws.
    public func backUp(
        to path: String, stops: Bool, replaces: Bool, tell: @Sendable (String) -> Void = { _ in },
        until interruption: @escaping @Sendable () async -> Void = { await LocalCluster.never() }
    ) async throws(ClusterError) {
        try await locked { () async throws(ClusterError) in
            let (folder, record) = try existingRecord()
            guard replaces || ServerFolder.kind(of: path) == .nothing else {
                throw ClusterError(.refused, "\(path) is there already: choose another name, or give --force")
            }
            let running = NodeProcess.all(of: record, in: folder).filter { $0.identity != nil }
            guard running.isEmpty || stops else {
                throw ClusterError(
                    .refused,
                    "the cluster runs, and only a copy of a stopped one is sound: give --stop, which stops it for"
                        + " the copy and starts it again")
            }
            try await stopAll(of: record, in: folder, tell)
            let outcome = await written(folder, to: path, until: interruption)
            if !running.isEmpty { try await resume(running.map(\.node), record, in: folder, tell) }
            try outcome.get()
            tell("wrote \(path)")
        }
    }

    private func written(
        _ folder: ServerFolder, to path: String, until interruption: @escaping @Sendable () async -> Void
    ) async -> Result<Void, ClusterError> {
        await withTaskGroup(of: Result<Void, ClusterError>?.self) { group in
            group.addTask {
                do throws(ClusterError) {
                    try await ClusterArchive(path: path).write(folder)
                    return .success(())
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                await interruption()
                return nil
            }
            let first = await group.next() ?? nil
            // Ends the program that copies, or the waiting for an interruption.
            group.cancelAll()
            if let first { return first }
            if case .success = await group.next() ?? nil { return .success(()) }
            return .failure(ClusterError(.archive, "interrupted: \(path) was not written"))
        }
    }

    /// Returns when the task is cancelled.
    public static func never() async {
        while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
    }

    private func resume(
        _ nodes: [ClusterNode], _ record: ClusterRecord, in folder: ServerFolder,
        _ tell: @Sendable (String) -> Void
    ) async throws(ClusterError) {
        let launch = try await launch(record, in: folder)
        for node in nodes {
            try await launch.start(node)
            tell("started \(node.name)")
        }
        guard nodes.count == record.size else { return }
        tell("JetStream is ready, \(try await waitUntilCurrent(record, in: folder)) leads it")
    }

    /// Puts a backup in the place of what is there; the cluster is stopped afterwards.
    ///
    /// The old data stay until the new ones are whole, and then take their name.
    ///
    /// - Parameters:
    ///   - path: a file of `backUp`.
    ///   - stops: whether a running cluster may be stopped, and its data given up.
    ///   - tell: gets a line for each thing done.
    /// - Throws: `refused` when it runs, `archive`, `notReady`, `busy` or `dataDirectory`.
    public func restore(
        from path: String, stops: Bool, tell: @Sendable (String) -> Void = { _ in }
    ) async throws(ClusterError) {
        try await locked { () async throws(ClusterError) in
            let old = ServerFolder(unchecked: folder)
            let record = ClusterRecord(in: old)
            guard stops || !NodeProcess.isAnyRunning(of: record, in: old) else {
                throw ClusterError(
                    .refused,
                    "the cluster runs, and its data would be replaced: `ticketdeck cluster down` first, or give"
                        + " --force")
            }
            try await ClusterArchive(path: path).extract(to: draft)
            try await stopAll(of: record, in: old, tell)
            try replace()
            tell("restored \(path) to \(folder): start it with `ticketdeck cluster up`")
        }
    }

    /// Where the old data are while the new ones take their place.
    var setAside: String { "\(folder).ticketdeck-set-aside" }
    /// Where the new data are until they are whole.
    var draft: String { "\(folder).ticketdeck-draft" }

    private func replace() throws(ClusterError) {
        // The old data go only when the new ones are on the disk, and have the name there.
        sync()
        let isFree = unsafe rename(folder, setAside) == 0 || errno == ENOENT
        guard isFree, unsafe rename(draft, folder) == 0 else {
            let status = errno
            try finishRestoring()
            throw .system(.dataDirectory, "\(folder) cannot be replaced", status)
        }
        sync()
        try finishRestoring()
    }

    /// Ends what a restoring left behind that was interrupted: the old data stay unless the new ones have
    /// taken their place.
    func finishRestoring() throws(ClusterError) {
        if ServerFolder.kind(of: folder) == .nothing, unsafe rename(setAside, folder) == 0 { return }
        try ServerFolder.removeTree(setAside)
        try ServerFolder.removeTree(draft)
    }
}
