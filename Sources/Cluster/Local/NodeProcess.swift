import Glibc

/// A node of the local cluster with the process that it is, when it runs.
struct NodeProcess: Sendable {
    static let fileName = "process.json"

    let node: ClusterNode
    /// `nil` when it does not run.
    let identity: ProcessIdentity?

    /// Looks for the process of a node.
    ///
    /// The one that is written down counts. Where none is, a command may have ended between the start of the
    /// server and the writing: the configuration's path among its arguments then shows whose it is.
    init(_ node: ClusterNode, in folder: ServerFolder) {
        let home = ServerFolder(unchecked: folder.path(of: node.name))
        let written = ProcessIdentity(Self.fileName, in: home)
        let identity =
            written.map { $0.isRunning ? $0 : nil }
            ?? NodeProcess.unwritten(in: folder).first { $0.variable("NODE_NAME") == node.name }
        self.node = ClusterNode(number: node.number, ports: node.ports, pid: identity?.pid)
        self.identity = identity
    }

    /// All nodes of a cluster.
    static func all(of record: ClusterRecord, in folder: ServerFolder) -> [NodeProcess] {
        (1...record.size).map { number in
            let ports = NodePorts(node: number, offset: record.offset)
            return NodeProcess(ClusterNode(number: number, ports: ports, pid: nil), in: folder)
        }
    }

    /// All processes that run on the cluster's configuration, written down or not.
    static func unwritten(in folder: ServerFolder) -> [ProcessIdentity] {
        ProcessIdentity.all(withArgument: folder.path(of: NodeLaunch.configurationName))
    }

    /// Whether any process of a cluster runs.
    ///
    /// - Parameter record: what is written down; `nil` when that cannot be read.
    static func isAnyRunning(of record: ClusterRecord?, in folder: ServerFolder) -> Bool {
        record.map { all(of: $0, in: folder).contains { $0.identity != nil } } ?? false
            || !unwritten(in: folder).isEmpty
    }

    /// Sends a signal and waits for the end.
    ///
    /// - Throws: `notReady` when it does not end.
    func end(by signal: Int32) async throws(ClusterError) {
        guard let identity else { return }
        guard await identity.end(by: signal) else {
            throw ClusterError(.notReady, "\(node.name) (process \(identity.pid)) cannot be ended")
        }
    }
}
