import JSON

/// How far the nodes are with JetStream.
enum ClusterReadiness: Sendable, Hashable {
    /// None of the nodes knows a leader of the meta group.
    case noLeader
    /// The leader waits for these nodes.
    case behind([String])
    /// All are there; the leader's name.
    case ready(leader: String)

    /// Asks the nodes. The leader is asked about the others: the view of any other node is wrong by design.
    init(of nodes: [ClusterNode]) async {
        for node in nodes {
            guard let meta = await Self.meta(of: node), let name = meta["leader"]?.string, !name.isEmpty,
                let leader = nodes.first(where: { $0.name == name }),
                let view = leader == node ? meta : await Self.meta(of: leader),
                view["leader"]?.string == name
            else { continue }
            self.init(leader: name, view: view, nodes)
            return
        }
        self = .noLeader
    }

    private init(leader: String, view: JSONValue, _ nodes: [ClusterNode]) {
        let current = (view["replicas"]?.array ?? []).filter { replica in
            replica["current"]?.bool == true && replica["offline"]?.bool != true
        }
        .compactMap { $0["name"]?.string }
        let missing = nodes.map(\.name).filter { $0 != leader && !current.contains($0) }
        self = missing.isEmpty ? .ready(leader: leader) : .behind(missing)
    }

    private static func meta(of node: ClusterNode) async -> JSONValue? {
        try? await MonitoringClient(node.monitoringAddress).get("/jsz").body["meta_cluster"]
    }

    /// For people, after "but".
    var words: String {
        switch self {
        case .noLeader: "JetStream has no leader"
        case .behind(let names): "not yet current: \(names.joined(separator: ", "))"
        case .ready(let leader): "\(leader) leads"
        }
    }
}
