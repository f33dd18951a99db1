import Glibc

/// The local cluster `nats-motadata`: real `nats-server` processes on the loopback interface, which outlive
/// the program that started them. All that is known of them stands in a folder.
public struct LocalCluster: Sendable {
    /// Where its files are: `<data directory>/cluster`.
    public let folder: String
    /// The `nats-server` to start; `nil`: that of the `PATH` or of the system's folders.
    private let program: String?

    /// The cluster of a folder, which need not be there yet.
    ///
    /// - Parameters:
    ///   - folder: `<data directory>/cluster`.
    ///   - program: the `nats-server` to start; `nil`: that of the `PATH` or of the system's folders.
    public init(folder: String, program: String? = nil) {
        self.folder = folder
        self.program = program
    }

    /// The nodes as they are written down, with the processes that run now; none where there is no cluster.
    public func nodes() -> [ClusterNode] {
        let folder = ServerFolder(unchecked: folder)
        guard let record = ClusterRecord(in: folder) else { return [] }
        return NodeProcess.all(of: record, in: folder).map(\.node)
    }

    /// Starts a node and waits until it serves; one that runs is left alone.
    ///
    /// - Throws: `noCluster`, `noSuchNode`, `noServerProgram`, `portTaken`, `notReady`, `busy` or
    ///   `dataDirectory`.
    public func start(_ node: Int) async throws(ClusterError) {
        try await locked { () async throws(ClusterError) in
            let process = try existing(node)
            guard process.identity == nil else { return }
            try await launch().start(process.node)
        }
    }

    /// Ends a node in order and waits for its end; one that does not run is left alone.
    ///
    /// - Throws: `noCluster`, `noSuchNode`, `notReady` when it cannot be ended, `busy` or `dataDirectory`.
    public func stop(_ node: Int) async throws(ClusterError) {
        try await locked { () async throws(ClusterError) in try await existing(node).end(by: SIGTERM) }
    }

    /// Ends a node at once, as a crash would; one that does not run is left alone.
    ///
    /// - Throws: what `stop` throws.
    public func kill(_ node: Int) async throws(ClusterError) {
        try await locked { () async throws(ClusterError) in try await existing(node).end(by: SIGKILL) }
    }

    /// The node that is meant by a number or a name.
    ///
    /// - Throws: `noCluster`, `noSuchNode` or `dataDirectory`.
    public func node(named text: String) throws(ClusterError) -> ClusterNode {
        _ = try existingRecord()
        let nodes = nodes()
        guard let first = nodes.first, let last = nodes.last else { throw noCluster }
        guard let node = nodes.first(where: { $0.name == text || String($0.number) == text }) else {
            throw ClusterError(
                .noSuchNode,
                "there is no node \(text): the cluster has \(first.name) to \(last.name), or 1 to"
                    + " \(nodes.count) for short; `ticketdeck cluster up --nodes` adds more")
        }
        return node
    }
}

// What its parts have in common.
extension LocalCluster {
    var noCluster: ClusterError {
        ClusterError(
            .noCluster, "there is no local cluster in \(folder): `ticketdeck cluster up` makes one")
    }

    /// Does something while no other command changes the cluster.
    ///
    /// - Throws: `busy`, `dataDirectory`, or what the body throws.
    func locked(_ body: () async throws(ClusterError) -> Void) async throws(ClusterError) {
        let parent = folder.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        _ = try ServerFolder(parent.isEmpty ? "." : parent.joined(separator: "/"))
        let lock = try await ClusterLock(beside: folder)
        defer { lock.release() }
        try finishRestoring()
        try await body()
    }

    /// The folder and what is written down in it.
    ///
    /// - Throws: `noCluster` or `dataDirectory`.
    func existingRecord() throws(ClusterError) -> (folder: ServerFolder, record: ClusterRecord) {
        guard let record = try ClusterRecord.read(in: ServerFolder(unchecked: folder)) else {
            throw noCluster
        }
        return (try ServerFolder(folder), record)
    }

    /// What starts nodes, as the cluster is written down.
    func launch() async throws(ClusterError) -> NodeLaunch {
        let (folder, record) = try existingRecord()
        return try await launch(record, in: folder)
    }

    /// What starts nodes of this cluster.
    ///
    /// - Throws: `noServerProgram` or `dataDirectory`.
    func launch(
        _ record: ClusterRecord, in folder: ServerFolder
    ) async throws(ClusterError) -> NodeLaunch {
        let program = try await ServerProgram(
            program, alternative: ", or download it from https://nats.io/download")
        let launch = NodeLaunch(record: record, folder: folder, program: program)
        try launch.writeConfiguration()
        return launch
    }

    private func existing(_ number: Int) throws(ClusterError) -> NodeProcess {
        let node = try node(named: String(number))
        let folder = try ServerFolder(folder)
        return NodeProcess(node, in: folder)
    }
}
