import Cluster
import NATS

/// What the cluster view asks: the connection, the monitor of the servers, the local cluster.
struct ClusterSite: Sendable {
    let connection: Connection
    let monitor: NodeMonitor
    let local: LocalNodes

    /// The nodes of the local cluster, when these are its servers.
    var localNodes: [ClusterNode] {
        let server = connection.state.server
        return local.nodes(
            among: connection.options.servers + (server.map { [$0.url] + $0.knownServers } ?? []))
    }

    /// How to connect as a user of the servers' own account; `nil`: there is no local cluster that runs, or the
    /// connection is such a one already.
    var systemOptions: ConnectionOptions? {
        var options = connection.options
        if case .user(ClusterUser.systemName, _) = options.credentials { return nil }
        let nodes = localNodes
        guard nodes.contains(where: { $0.pid != nil }), let user = local.cluster.systemUser else {
            return nil
        }
        options.servers = nodes.map(\.clientURL)
        options.credentials = .user(user.name, password: user.password)
        (options.tls, options.inboxPrefix) = (nil, "_INBOX")
        return options
    }

    /// Lets the monitor know which nodes ought to be there.
    func expectLocalNodes() {
        for node in localNodes {
            monitor.expect(name: node.name, client: node.clientURL, monitoring: node.monitoringURL)
        }
    }
}
