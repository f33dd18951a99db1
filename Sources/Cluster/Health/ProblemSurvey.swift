/// Finds what is wrong with a cluster, the worst first.
struct ProblemSurvey {
    let nodes: [NodeHealth]
    let meta: GroupHealth?
    let streams: [StreamHealth]

    var problems: [ClusterProblem] {
        let all =
            leadership + downNodes + brokenStreams + weakStreams + unreadStreams + weakNodes + missingPeers
        return all.filter { $0.weight == .failure } + all.filter { $0.weight == .warning }
    }

    private var downNodes: [ClusterProblem] {
        nodes.compactMap { node in
            guard case .down(let since, let reason) = node.state else { return nil }
            return ClusterProblem(
                weight: .failure, text: "\(node.name) is down", reason: reason, since: since)
        }
    }

    private var leadership: [ClusterProblem] {
        guard let meta, !meta.works else { return [] }
        let live = meta.replicas.count { $0.isAlive || $0.state == .unknown }
        let text =
            meta.hasQuorum
            ? "JetStream has no leader"
            : "JetStream has no leader (\(live) of \(max(meta.replicas.count, size)) servers, no majority)"
        return [problem(.failure, text)]
    }

    private var size: Int { nodes.compactMap { $0.reading?.jetStream?.clusterSize }.max() ?? 0 }

    /// Streams that cannot be written.
    private var brokenStreams: [ClusterProblem] {
        let broken = streams.filter { !$0.group.works }
        // One cause is enough of a word for all.
        if broken.count > 2 { return [problem(.failure, "\(broken.count) streams have no leader")] }
        return broken.map { problem(.failure, "\($0.name) has no leader") }
    }

    /// Streams that work without some of their replicas, and consumers that nobody leads.
    private var weakStreams: [ClusterProblem] {
        let working = streams.filter(\.group.works)
        let weak = working.filter { !$0.group.isWhole }.map { stream in
            problem(.warning, ProblemSurvey.words(of: stream.name, stream.group))
        }
        let consumers = working.flatMap { stream in
            stream.consumers.filter { !$0.group.works }.map { (stream.name, $0.name) }
        }
        let leaderless = consumers.first.map { stream, consumer in
            consumers.count == 1
                ? "the consumer \(consumer) of \(stream) has no leader"
                : "\(consumers.count) consumers have no leader"
        }
        return (weak.count > 3 ? [problem(.warning, "\(weak.count) streams lack replicas")] : weak)
            + (leaderless.map { [problem(.warning, $0)] } ?? [])
    }

    /// Servers that tell of themselves, but not of their streams.
    private var unreadStreams: [ClusterProblem] {
        nodes.filter(\.hasUnreadStreams).map { problem(.warning, "streams of \($0.name) cannot be read") }
    }

    private static func words(of name: String, _ group: GroupHealth) -> String {
        let alive = group.replicas.count(where: \.isAlive)
        if alive < group.replicas.count {
            return "\(name) runs on \(alive) of \(group.replicas.count) replicas"
        }
        let late = group.replicas.first { $0.state != .current }?.name ?? ""
        return "the replica of \(name) on \(late) is not current"
    }

    /// What servers complain of that no word above explains.
    private var weakNodes: [ClusterProblem] {
        let away = nodes.count(where: \.isDown)
        return nodes.flatMap { node -> [ClusterProblem] in
            switch node.state {
            case .degraded(let reasons):
                return reasons.filter { !isExplained($0, node, away) }
                    .map { problem(.warning, "\(node.name): \($0)") }
            case .unmonitored(let reason):
                return [
                    ClusterProblem(
                        weight: .warning, text: "\(node.name) cannot be read", reason: reason,
                        since: node.stateSince)
                ]
            case .up, .down, .unknown: return []
            }
        }
    }

    private func isExplained(_ reason: String, _ node: NodeHealth, _ away: Int) -> Bool {
        if reason == NodeRecord.noLeader { return true }
        guard reason.hasSuffix(NodeRecord.routesSuffix), let reading = node.reading else { return false }
        return reading.routes + away >= (reading.jetStream?.clusterSize ?? 0) - 1
    }

    /// Members of JetStream's group of which no server that we know is one.
    private var missingPeers: [ClusterProblem] {
        let known = Set(nodes.map(\.name))
        let isExplained = nodes.contains(where: \.isDown)
        let missing = (meta?.replicas ?? []).filter { replica in
            !known.contains(replica.name) && !replica.isAlive && replica.state != .unknown
        }
        // One that does not answer and whose name was never learned is most likely such a one.
        guard !isExplained else { return [] }
        return missing.map { problem(.failure, "\($0.name) is missing from JetStream's group") }
    }

    private func problem(_ weight: ClusterProblem.Weight, _ text: String) -> ClusterProblem {
        ClusterProblem(weight: weight, text: text, reason: nil, since: nil)
    }
}
