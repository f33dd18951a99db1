import Glibc
import JSON

/// One start of a private server by the owner of the lock.
struct ServerLaunch: Sendable {
    let options: PrivateServerOptions
    let folder: ServerFolder

    /// Starts the server and waits until it serves.
    ///
    /// - Throws: `noServerProgram`, `dataDirectory` or `notReady`; then nothing is left running.
    func start(
        _ lock: borrowing FolderLock
    ) async throws(ClusterError) -> (GuardedServer, PrivateServerEndpoint) {
        let program = try await ServerProgram(options.program)
        let last = ServerRecord(in: folder)
        if let last { folder.remove(last.portsFile) }
        // The ports of the last time where they are free, so that whoever knows them finds the server again.
        var ports = if let last, last.ports.areFree { last.ports } else { try ServerPorts.choose() }
        for _ in 0..<3 {
            do throws(ClusterError) {
                return try await start(program, ports, lock)
            } catch {
                // Somebody may have taken a port since it was looked at; no other failure goes away by
                // trying.
                if Task.isCancelled || ports.areFree { throw error }
                ports = try ServerPorts.choose()
            }
        }
        return try await start(program, ports, lock)
    }

    private func start(
        _ program: ServerProgram, _ ports: ServerPorts, _ lock: borrowing FolderLock
    ) async throws(ClusterError) -> (GuardedServer, PrivateServerEndpoint) {
        let configuration = ServerConfiguration(folder: folder, version: program.version, ports: ports)
        try folder.write(configuration.text, to: ServerFolder.configurationName)
        let server = try GuardedServer(
            [program.path, "-c", folder.path(of: ServerFolder.configurationName)],
            guardCommand: options.guardCommand, folder: folder, lock: lock, stopLimit: options.stopLimit)
        do throws(ClusterError) {
            let record = try await waitUntilReady(server, program)
            try record.write(to: folder)
            return (server, record.endpoint)
        } catch {
            server.stop()
            await server.ended.value()
            throw error
        }
    }

    /// Waits for the file with the ports, which the server writes when it listens, then for JetStream.
    private func waitUntilReady(
        _ server: GuardedServer, _ program: ServerProgram
    ) async throws(ClusterError) -> ServerRecord {
        let deadline = ContinuousClock.now + options.startLimit
        while ContinuousClock.now < deadline, server.ended.current == nil, !Task.isCancelled {
            if let pid = server.serverPID.current ?? nil,
                let record = await record(of: pid, program, until: deadline)
            {
                return record
            }
            // The server tells nobody when it is ready: its file and its endpoint are looked at until it is.
            try? await Task.sleep(for: .milliseconds(10))
        }
        let what = server.ended.current == nil ? "did not become ready in time" : "ended at once"
        throw ClusterError(
            .notReady,
            "the private server \(what): see \(folder.path(of: ServerFolder.logName))",
            underlying: folder.lastComplaint)
    }

    /// The record of a server that is ready; `nil` while it is not.
    private func record(
        of pid: Int32, _ program: ServerProgram, until deadline: ContinuousClock.Instant
    ) async -> ServerRecord? {
        let name = program.path.split(separator: "/").last.map(String.init) ?? program.path
        let portsFile = "\(name)_\(pid).ports"
        guard let bytes = folder.read(portsFile), let value = try? JSONValue(parsing: bytes),
            let clientURL = value["nats"]?.array?.first?.string,
            let monitoringURL = value["monitoring"]?.array?.first?.string,
            let client = ServerAddress(parsing: clientURL, defaultPort: ServerAddress.clientPort),
            let monitoring = ServerAddress(parsing: monitoringURL, defaultPort: ServerAddress.monitoringPort)
        else { return nil }
        let endpoint = MonitoringClient(monitoring)
        guard let health = try? await endpoint.get("/healthz", until: deadline),
            health.body["status"]?.string == "ok",
            let server = try? await endpoint.get("/varz", until: deadline).body,
            let serverID = server["server_id"]?.string, let version = server["version"]?.string
        else { return nil }
        return ServerRecord(
            endpoint: PrivateServerEndpoint(
                clientURL: clientURL, monitoringURL: monitoringURL, version: version, serverID: serverID),
            ports: ServerPorts(client: client.port, monitoring: monitoring.port), ownerPID: getpid(),
            portsFile: portsFile)
    }
}
