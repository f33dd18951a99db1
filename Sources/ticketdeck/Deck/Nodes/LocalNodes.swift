import Cluster

/// The nodes of the data directory's local cluster, as far as the dashboard is connected to it.
struct LocalNodes: Sendable {
    let cluster: LocalCluster

    init(folder: String) { cluster = LocalCluster(folder: folder) }

    /// The nodes, when one of the servers is one of them; none otherwise.
    ///
    /// - Parameter servers: URLs.
    func nodes(among servers: [String]) -> [ClusterNode] {
        let nodes = cluster.nodes()
        let places = Set(
            servers.compactMap { ServerAddress(parsing: $0, defaultPort: 4222) }.filter(\.isLoopback))
        let isMeant = nodes.contains { node in places.contains { $0.port == node.ports.client } }
        return isMeant ? nodes : []
    }
}

extension ServerAddress {
    /// Whether it is of this machine alone.
    fileprivate var isLoopback: Bool { host.hasPrefix("127.") || host == "localhost" || host == "::1" }
}
