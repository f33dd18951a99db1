import Cluster
import CommandOptions
import NATS

/// Asks a cluster once how it is: through NATS as far as that goes, and through the monitoring endpoints.
struct ClusterInquiry {
    let settings: ConnectionSettings
    /// Monitoring addresses that were named.
    let monitoring: [String]
    /// The local cluster of the data directory.
    let local: LocalNodes

    /// How long the servers may take to let us in.
    private static let patience = Duration.seconds(2)
    /// How long a round of questions waits for those who do not answer.
    private static let roundLimit = Duration.seconds(1)

    func ask() async -> ClusterFinding {
        let nodes = expectedNodes
        let monitor = monitor(nodes)
        let connection = Connection(options(nodes))
        return await withTaskGroup(of: Void.self) { group in
            group.addTask { await connection.run() }
            let problem = await ServerLink.problem(
                of: connection, rounds: 1, patience: ClusterInquiry.patience)
            if let server = connection.state.server {
                monitor.noteConnection(
                    serverID: server.serverID, url: server.url, knownServers: server.knownServers)
                monitor.useSystemAccount(of: connection)
            }
            let health = await monitor.report(within: ClusterInquiry.roundLimit)
            await connection.close()
            return ClusterFinding(health: health, linkProblem: problem, places: places)
        }
    }

    /// The nodes of the local cluster when its servers are meant: also when nobody named any.
    private var expectedNodes: [ClusterNode] {
        settings.serversWereNamed ? local.nodes(among: settings.options.servers) : local.cluster.nodes()
    }

    private func monitor(_ nodes: [ClusterNode]) -> NodeMonitor {
        let servers = settings.options.servers
        let isNamed = settings.serversWereNamed
        let candidates = isNamed || !nodes.isEmpty ? [] : servers
        let monitor = NodeMonitor(
            servers: isNamed ? servers : [], candidates: candidates, monitoring: monitoring)
        for node in nodes {
            monitor.expect(name: node.name, client: node.clientURL, monitoring: node.monitoringURL)
        }
        return monitor
    }

    /// How to connect: to the local cluster as its system user, unless somebody else was named.
    private func options(_ nodes: [ClusterNode]) -> ConnectionOptions {
        var options = settings.options
        guard !nodes.isEmpty else { return options }
        if !settings.serversWereNamed { options.servers = nodes.map(\.clientURL) }
        let isAnonymous = options.credentials == .none && !options.servers.contains { $0.contains("@") }
        if isAnonymous, let user = local.cluster.systemUser {
            options.credentials = .user(user.name, password: user.password)
        }
        return options
    }

    private var places: String {
        (settings.options.servers + monitoring).map(Redaction.url).joined(separator: ", ")
    }
}
