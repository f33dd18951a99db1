import Glibc
import JSON

extension LocalCluster {
    /// How long the nodes may take to elect a leader and to become current.
    private static let patience = Duration.seconds(60)
    /// How long the streams' replicas are waited for before the next node ends.
    private static let replicaPatience = Duration.seconds(15)

    /// Makes the cluster what the plan says, and starts what does not run; twice is as good as once.
    ///
    /// - Parameters:
    ///   - plan: what it is to be.
    ///   - tell: gets a line for each thing done.
    /// - Throws: `refused`, `noServerProgram`, `portTaken`, `notReady`, `busy` or `dataDirectory`. What was
    ///   started until then goes on running.
    public func up(
        _ plan: ClusterPlan, tell: @Sendable (String) -> Void = { _ in }
    ) async throws(ClusterError) {
        try await locked { () async throws(ClusterError) in try await raise(plan, tell) }
    }

    private func raise(
        _ plan: ClusterPlan, _ tell: @Sendable (String) -> Void
    ) async throws(ClusterError) {
        let folder = try ServerFolder(folder)
        let old = try ClusterRecord.read(in: folder)
        let runs = NodeProcess.isAnyRunning(of: old, in: folder)
        if old == nil, runs { throw ClusterRecord.lost(in: folder) }
        let record = try plan.record(after: old, isRunning: runs)
        let launch = try await launch(record, in: folder)
        let processes = NodeProcess.all(of: record, in: folder)
        // All or none: nothing is started, and nothing written down, when a port is taken.
        for process in processes where process.identity == nil { try launch.check(process.node) }
        try record.write(to: folder)
        let areAccountsNew = try ClusterAccounts(record).write(to: folder)
        try await start(processes, launch, tell)
        let leader = try await waitUntilCurrent(record, in: folder)
        tell("JetStream is ready, \(leader) leads it")
        guard areAccountsNew else { return }
        try await restart(processes.filter { $0.identity != nil }, launch, tell)
        folder.remove(ClusterAccounts.pendingName)
    }

    private func start(
        _ processes: [NodeProcess], _ launch: NodeLaunch, _ tell: @Sendable (String) -> Void
    ) async throws(ClusterError) {
        for process in processes {
            if let pid = process.node.pid {
                tell("\(process.node.name) runs already, process \(pid), \(process.node.clientURL)")
            } else {
                try await launch.start(process.node)
                let pid = NodeProcess(process.node, in: launch.folder).node.pid ?? 0
                tell("started \(process.node.name), process \(pid), \(process.node.clientURL)")
            }
        }
    }

    /// Lets nodes that run already take in the accounts, one after the other.
    ///
    /// Not by a reload: nodes before 2.9.21 can lose data by one that changes imports.
    private func restart(
        _ processes: [NodeProcess], _ launch: NodeLaunch, _ tell: @Sendable (String) -> Void
    ) async throws(ClusterError) {
        for process in processes {
            await waitUntilHealthy(launch.record, in: launch.folder)
            try await process.end(by: SIGTERM)
            try await launch.start(process.node)
            _ = try await waitUntilCurrent(launch.record, in: launch.folder)
            tell("restarted \(process.node.name) for the new accounts")
        }
    }

    /// Waits until each node says that its replicas of the streams are current, but not for ever: one that never
    /// is shall not keep the accounts away from the others.
    private func waitUntilHealthy(_ record: ClusterRecord, in folder: ServerFolder) async {
        let nodes = NodeProcess.all(of: record, in: folder).map(\.node)
        let deadline = ContinuousClock.now + Self.replicaPatience
        while ContinuousClock.now < deadline, !Task.isCancelled {
            var isHealthy = true
            for node in nodes where isHealthy {
                let answer = try? await MonitoringClient(node.monitoringAddress).get("/healthz")
                isHealthy = answer?.body["status"]?.string == "ok"
            }
            if isHealthy { return }
            // Nobody is told when a replica has caught up.
            try? await Task.sleep(for: .milliseconds(100))
        }
    }

    /// Waits until JetStream has a leader and all nodes are current.
    ///
    /// - Returns: the leader's name.
    /// - Throws: `notReady`.
    func waitUntilCurrent(_ record: ClusterRecord, in folder: ServerFolder) async throws(ClusterError)
        -> String
    {
        let nodes = NodeProcess.all(of: record, in: folder).map(\.node)
        let deadline = ContinuousClock.now + Self.patience
        var readiness = ClusterReadiness.noLeader
        while ContinuousClock.now < deadline, !Task.isCancelled {
            readiness = await ClusterReadiness(of: nodes)
            if case .ready(let leader) = readiness { return leader }
            // A leader is elected within seconds, and nobody is told.
            try? await Task.sleep(for: .milliseconds(50))
        }
        throw ClusterError(
            .notReady,
            "the cluster runs, but \(readiness.words): see the logs in \(folder.path), then run `ticketdeck"
                + " cluster up` again")
    }
}
