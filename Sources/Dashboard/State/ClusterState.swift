import Screen

/// The cluster view.
struct ClusterState: Sendable, Hashable {
    /// `nil` before the first reading.
    var nodes: [NodeStatus]?
    var viewport = ListViewport()
    /// The server whose page is open.
    var opened: NodeStatus.ID?
    var page = ScrollPane()
    /// Whether the servers are being polled.
    var isWatching = false

    var selected: NodeStatus? {
        guard let nodes, nodes.indices.contains(viewport.cursor) else { return nil }
        return nodes[viewport.cursor]
    }

    var openedNode: NodeStatus? { opened.flatMap { name in nodes?.first { $0.name == name } } }
}
