/// How the cluster is, in one line.
struct ClusterVerdict: Sendable, Hashable {
    enum Level: Sendable, Hashable { case good, warning, bad }

    let level: Level
    let text: String

    init(_ nodes: [NodeStatus]) {
        let down = nodes.filter(\.isDown)
        let troubled = nodes.filter { $0.state != .up && !down.contains($0) }
        if nodes.isEmpty {
            (level, text) = (.warning, "no server is known")
        } else if let first = down.first {
            let what = "\(down.count) of \(nodes.count) down: \(first.name)"
            let lost = nodes.count > 1 && down.count * 2 >= nodes.count ? "; no majority" : ""
            (level, text) = (.bad, what + (down.count > 1 ? " and others" : "") + lost)
        } else if let first = troubled.first {
            let reason = first.reasons.first.map { " (\($0))" } ?? ""
            (level, text) = (.warning, "\(first.name) is \(first.stateWord)\(reason)")
        } else {
            let leader = nodes.first(where: \.isMetaLeader).map { "; leader \($0.name)" } ?? ""
            (level, text) = (.good, "\(nodes.count) of \(nodes.count) up\(leader)")
        }
    }
}
