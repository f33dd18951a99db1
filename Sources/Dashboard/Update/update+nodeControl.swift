import Screen

// Killing and starting a node of the local cluster.
extension DashboardState {
    mutating func askToKill() {
        if let refusal = refusalToChangeNode(.killNode) { return say(.warning, refusal) }
        guard let node = cluster.chosenNode else { return }
        overlay = .question(Question(.killNode(node.id)))
    }

    mutating func kill(_ node: NodeStatus.ID) {
        cluster.failover = Failover(node: node, step: .killing)
        ask(.killNode(node))
    }

    mutating func startNode() {
        if let refusal = refusalToChangeNode(.startNode) { return say(.warning, refusal) }
        guard let node = cluster.chosenNode else { return }
        say(.info, "starting \(node.name)")
        ask(.startNode(node.id))
    }

    /// Why the server under the cursor cannot be killed or started from here; `nil`: it can.
    func refusalToChangeNode(_ action: Action) -> String? {
        guard let node = cluster.chosenNode else { return "no server is chosen" }
        guard node.isLocal else {
            return "\(node.name) is not a node of a local cluster: it cannot be killed or started from here"
        }
        switch action {
        case .killNode where node.isDown: return "\(node.name) is down already"
        case .startNode where !node.isDown: return "\(node.name) runs already"
        default: return nil
        }
    }

    mutating func receive(_ change: NodeChange) {
        switch change {
        case .killed(let node):
            cluster.failover = Failover(node: node, step: .measuring)
            say(.info, "\(node) was killed")
        case .started(let node): say(.good, "\(node) was started")
        case .failed(let node, let problem):
            if cluster.failover?.step == .killing { cluster.failover = nil }
            say(.bad, "\(node): \(problem)")
        case .failedOver(let node, let time): finish(node, .over(time))
        case .uninterrupted(let node): finish(node, .uninterrupted)
        case .notFailedOver(let node, let time): finish(node, .missing(time))
        }
    }

    private func weightOfFailover(_ step: Failover.Step) -> Remark.Kind {
        if case .missing = step { .bad } else { .good }
    }

    private mutating func finish(_ node: NodeStatus.ID, _ step: Failover.Step) {
        // Another kill since has a measurement of its own.
        guard cluster.failover?.node == node else { return }
        let failover = Failover(node: node, step: step, end: now)
        cluster.failover = failover
        say(weightOfFailover(step), failover.words)
        let weight: Advisory.Weight = if case .missing = step { .bad } else { .info }
        receive([
            Advisory(time: now, weight: weight, text: "\(failover.words) (\(node) was killed)", node: node)
        ])
    }
}
