import Glibc
import JSON

/// Starts nodes of a local cluster.
struct NodeLaunch: Sendable {
    static let configurationName = "nats-motadata.conf"
    /// The folder of JetStream's data in that of a node.
    static let storeName = "jetstream"
    /// How long a node may take until it serves; a large store after a crash takes some seconds.
    private static let patience = Duration.seconds(30)

    let record: ClusterRecord
    let folder: ServerFolder
    let program: ServerProgram

    /// Writes the files that all nodes read.
    ///
    /// - Throws: `dataDirectory`.
    func writeConfiguration() throws(ClusterError) {
        let isModern = program.version >= ServerVersion(2, 10)
        let files = [
            (Self.configurationName, PackageResources.nats_motadata_conf),
            ("server-2.10.conf", isModern ? PackageResources.server_2_10_conf : []),
            ("jetstream-2.10.conf", isModern ? PackageResources.jetstream_2_10_conf : []),
        ]
        for (name, bytes) in files { try folder.write(String(decoding: bytes, as: UTF8.self), to: name) }
    }

    /// Starts a node that does not run, and waits until it serves.
    ///
    /// - Throws: `portTaken`, `notReady` or `dataDirectory`; then nothing is left running.
    func start(_ node: ClusterNode) async throws(ClusterError) {
        try check(node)
        let home = try ServerFolder(folder.path(of: node.name))
        let identity = try spawn(node, in: home)
        do throws(ClusterError) {
            try identity.write(NodeProcess.fileName, to: home)
            try await waitUntilServing(node, identity, home)
        } catch {
            identity.signal(SIGKILL)
            _ = await identity.waitForEnd(within: .seconds(5))
            throw error
        }
    }

    /// - Throws: `portTaken` when a port of the node is in use.
    func check(_ node: ClusterNode) throws(ClusterError) {
        guard let (port, use) = node.ports.taken else { return }
        throw ClusterError(
            .portTaken,
            "port \(port), which \(node.name) needs for \(use), is taken: end the program that has it, or shift"
                + " all ports with `ticketdeck cluster up --base-port-offset N`")
    }

    private func spawn(_ node: ClusterNode, in home: ServerFolder) throws(ClusterError) -> ProcessIdentity {
        let null = unsafe open("/dev/null", O_RDONLY | O_CLOEXEC)
        let log = unsafe open(
            home.path(of: ServerFolder.logName), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        defer {
            close(null)
            close(log)
        }
        guard log >= 0 else {
            throw .system(.dataDirectory, "the log of \(node.name) cannot be written", errno)
        }
        // From here to the writing of the new process, a search finds it; what is written must not say otherwise.
        home.remove(NodeProcess.fileName)
        let pid = try ChildProcess.start(
            [program.path, "-c", folder.path(of: Self.configurationName)],
            .init(input: null, output: log, extra: nil), environment: environment(of: node, home),
            inOwnSession: true)
        guard let identity = ProcessIdentity(running: pid) else { throw failure(node, home) }
        return identity
    }

    private func environment(of node: ClusterNode, _ home: ServerFolder) -> [String: String] {
        let routes = (1...record.size).map { number in
            "\"nats://127.0.0.1:\(NodePorts(node: number, offset: record.offset).routes)\""
        }
        return [
            "NODE_NAME": node.name, "NODE_HOST": "127.0.0.1",
            "NODE_CLIENT_PORT": String(node.ports.client),
            "NODE_MONITORING_PORT": String(node.ports.monitoring),
            "NODE_ROUTE_PORT": String(node.ports.routes),
            "NODE_PROFILING_PORT": String(node.ports.profiling),
            "NODE_ROUTES": "[\(routes.joined(separator: ", "))]",
            "NODE_STORE": ServerConfiguration.quoted(home.path(of: Self.storeName)),
            "NODE_LOG": ServerConfiguration.quoted(home.path(of: ServerFolder.logName)),
        ]
    }

    private func waitUntilServing(
        _ node: ClusterNode, _ identity: ProcessIdentity, _ home: ServerFolder
    ) async throws(ClusterError) {
        let endpoint = MonitoringClient(node.monitoringAddress)
        let deadline = ContinuousClock.now + Self.patience
        while ContinuousClock.now < deadline, identity.isRunning, !Task.isCancelled {
            if let answer = try? await endpoint.get("/varz"), answer.body["server_name"]?.string == node.name
            {
                return
            }
            // The server tells nobody when it is ready: its endpoint is asked until it is.
            try? await Task.sleep(for: .milliseconds(20))
        }
        throw failure(node, home)
    }

    private func failure(_ node: ClusterNode, _ home: ServerFolder) -> ClusterError {
        ClusterError(
            .notReady, "\(node.name) did not start: see \(home.path(of: ServerFolder.logName))",
            underlying: home.lastComplaint)
    }
}
