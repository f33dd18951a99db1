import Screen

extension DashboardState {
    /// Takes in a reading of the cluster; the cursor stays on what it is on.
    mutating func receive(_ report: ClusterReport) {
        cluster.log.add(changes(to: report))
        forgetFailover(for: report)
        for node in report.nodes {
            cluster.trends[node.id, default: NodeTrend()].append(node.isDown ? nil : node.rates)
        }
        let known = Set(report.nodes.map(\.id))
        cluster.trends = cluster.trends.filter { known.contains($0.key) }
        keepingClusterCursor { $0.report = report }
    }

    mutating func receive(_ advisories: [Advisory]) {
        keepingClusterCursor { $0.log.add(advisories) }
    }

    private mutating func keepingClusterCursor(_ change: (inout ClusterState) -> Void) {
        let (item, line) = (cluster.selected, cluster.viewport.line)
        change(&cluster)
        let rows = cluster.rows
        let height = DashboardLayout(self).nodeRows
        if let item, let row = rows.firstIndex(where: { $0.item == item }) {
            // While nobody has moved, the top stays at the top.
            if cluster.viewport.top == 0, row < height {
                return cluster.viewport.move(to: row, count: rows.count, height: height)
            }
            cluster.viewport.place(cursor: row, atLine: line, count: rows.count, height: height)
        } else {
            moveInCluster(to: cluster.viewport.cursor, isDown: true)
        }
    }

    /// Servers that went down or came back since the last reading, as was seen from here.
    private func changes(to report: ClusterReport) -> [Advisory] {
        report.nodes.compactMap { node in cluster.node(node.id).flatMap { change(from: $0, to: node) } }
    }

    /// What was measured counts for its own incident, and not for the next one.
    private mutating func forgetFailover(for report: ClusterReport) {
        guard let failover = cluster.failover, failover.end != nil else { return }
        let isNews = report.nodes.contains { node in
            node.isDown && node.id != failover.node && cluster.node(node.id)?.isDown == false
        }
        if isNews || failover.isPast(at: now) { cluster.failover = nil }
    }

    private func change(from before: NodeStatus, to node: NodeStatus) -> Advisory? {
        let since = before.downSince
        switch (before.isDown, node.isDown) {
        case (false, true):
            // Nobody looked when it happened.
            let words = node.downSince == nil ? "is down" : "went down"
            return Advisory(time: now, weight: .bad, text: "\(node.name) \(words)", node: node.id)
        case (true, false):
            let away = since.map { " after \(Age.passed(since: $0, at: now))" } ?? ""
            return Advisory(time: now, weight: .good, text: "\(node.name) is back\(away)", node: node.id)
        case (true, true), (false, false): return nil
        }
    }

    mutating func moveInCluster(_ action: Action, _ layout: DashboardLayout) {
        let (cursor, count) = (cluster.viewport.cursor, cluster.rows.count)
        let row = target(of: action, from: cursor, count: count, height: layout.nodeRows)
        moveInCluster(to: row, isDown: row > cursor)
    }

    /// Puts the cursor on a row, or on the next one beyond it that is more than a heading.
    mutating func moveInCluster(to row: Int, isDown: Bool) {
        let rows = cluster.rows
        let row = min(max(0, row), max(0, rows.count - 1))
        let below = rows.indices.filter { $0 >= row && rows[$0].item != nil }.first
        let above = rows.indices.filter { $0 <= row && rows[$0].item != nil }.last
        let place = (isDown ? below ?? above : above ?? below) ?? 0
        cluster.viewport.move(to: place, count: rows.count, height: DashboardLayout(self).nodeRows)
        // The titles above the first row come with it.
        if place == rows.firstIndex(where: { $0.item != nil }) {
            cluster.viewport.place(
                cursor: place, atLine: place, count: rows.count, height: DashboardLayout(self).nodeRows)
        }
    }

    /// Opens what the cursor is on; an advisory leads to what it is about.
    mutating func openInCluster() {
        guard var item = cluster.selected else { return }
        if case .advisory(let number) = item {
            guard let subject = subject(of: number) else {
                return say(.info, "there is nothing more to know about this")
            }
            item = subject
        }
        cluster.opened = item
        cluster.page = ScrollPane()
    }

    private func subject(of number: Int) -> ClusterItem? {
        guard let advisory = cluster.log[number] else { return nil }
        if let name = advisory.stream, let stream = cluster.report?.streams?.first(where: { $0.name == name })
        {
            return .stream(stream.id)
        }
        return advisory.node.flatMap { cluster.node($0) }.map { .node($0.id) }
    }
}
