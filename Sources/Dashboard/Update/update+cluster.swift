import Screen

extension DashboardState {
    /// Takes in a reading of the servers; the cursor stays on its server.
    mutating func receive(_ nodes: [NodeStatus]) {
        let name = cluster.selected?.name
        let line = cluster.viewport.line
        cluster.nodes = nodes
        guard let row = nodes.firstIndex(where: { $0.name == name }) else { return }
        cluster.viewport.place(
            cursor: row, atLine: line, count: nodes.count, height: DashboardLayout(self).nodeRows)
    }
}
