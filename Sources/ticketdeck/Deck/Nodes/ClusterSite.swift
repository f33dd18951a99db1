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

    /// Lets the monitor know which nodes ought to be there.
    func expectLocalNodes() {
        for node in localNodes {
            monitor.expect(name: node.name, client: node.clientURL, monitoring: node.monitoringURL)
        }
    }
}
