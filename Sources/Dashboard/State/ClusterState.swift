import Screen

/// The cluster view.
struct ClusterState: Sendable, Hashable {
    /// `nil` before the first reading.
    var report: ClusterReport?
    var log = AdvisoryLog()
    /// How the traffic of each server went.
    var trends: [NodeStatus.ID: NodeTrend] = [:]
    var viewport = ListViewport()
    /// What the page is about that is open.
    var opened: ClusterItem?
    var page = ScrollPane()
    /// Whether the servers are being polled.
    var isWatching = false
    /// What followed the last kill.
    var failover: Failover?

    var nodes: [NodeStatus]? { report?.nodes }

    /// All rows, each with a word where there is nothing.
    var rows: [ClusterRow] {
        guard let report else { return [] }
        var rows = report.nodes.map(ClusterRow.node)
        rows += [.gap, .streamTitles]
        let streams = report.streams ?? []
        rows += streams.map(ClusterRow.stream)
        if streams.isEmpty {
            rows.append(.note(report.streams == nil ? "No server tells of streams" : "There are no streams"))
        }
        rows += [.gap, .advisoryTitle]
        rows += log.entries.map { .advisory($0.advisory, number: $0.number) }
        if log.entries.isEmpty { rows.append(.note("Nothing was told yet")) }
        return rows
    }

    /// What the cursor is on.
    var selected: ClusterItem? {
        let rows = rows
        return rows.indices.contains(viewport.cursor) ? rows[viewport.cursor].item : nil
    }

    func node(_ id: NodeStatus.ID) -> NodeStatus? { report?.nodes.first { $0.id == id } }

    func stream(_ id: StreamStatus.ID) -> StreamStatus? { report?.streams?.first { $0.id == id } }

    /// The server whose page is open, else the one under the cursor.
    var chosenNode: NodeStatus? {
        guard case .node(let id) = opened ?? selected else { return nil }
        return node(id)
    }
}
