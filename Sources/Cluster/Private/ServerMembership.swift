import JSON

/// The view of a dashboard that found the data folder locked: another one runs the server there.
struct ServerMembership: Sendable {
    /// How often a free lock is looked for: nobody is told when it becomes free, and asking costs a
    /// microsecond.
    static let pace = Duration.milliseconds(200)

    let folder: ServerFolder
    let limit: Duration

    /// Finds the server, also one that is only being started.
    ///
    /// - Returns: `nil` when its owner went away meanwhile, or the task was cancelled.
    /// - Throws: `notJoined` when no server answers in time; `dataDirectory`.
    func endpoint() async throws(ClusterError) -> PrivateServerEndpoint? {
        let deadline = ContinuousClock.now + limit
        while ContinuousClock.now < deadline, !Task.isCancelled {
            if let record = ServerRecord(in: folder), await answers(record.endpoint) {
                return record.endpoint
            }
            if try FolderLock.take(in: folder) != nil { return nil }
            try? await Task.sleep(for: Self.pace / 4)
        }
        if Task.isCancelled { return nil }
        let owner = ServerRecord(in: folder).map { " (process \($0.ownerPID))" } ?? ""
        throw ClusterError(
            .notJoined,
            "another dashboard\(owner) uses \(folder.path), but its server does not answer: end it, or choose"
                + " another folder with --data-dir")
    }

    /// Whether the very server that the record means answers there, and not one that took its port later.
    private func answers(_ endpoint: PrivateServerEndpoint) async -> Bool {
        guard
            let address = ServerAddress(
                parsing: endpoint.monitoringURL, defaultPort: ServerAddress.monitoringPort),
            let reply = try? await MonitoringClient(address).get("/varz")
        else { return false }
        return reply.body["server_id"]?.string == endpoint.serverID
    }

    /// Waits until nobody runs the server any more, or the task is cancelled.
    func waitForEnd() async {
        while !Task.isCancelled {
            // A lock taken here is given back at once, and taken again to start the server.
            if let free = try? FolderLock.take(in: folder) {
                _ = consume free
                return
            }
            try? await Task.sleep(for: Self.pace)
        }
    }
}
