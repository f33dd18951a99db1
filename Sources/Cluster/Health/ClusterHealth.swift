/// A cluster as a whole: each thing as the server tells that knows it.
public struct ClusterHealth: Sendable, Hashable {
    public let nodes: [NodeHealth]
    /// The group of JetStream's metadata; `nil` without JetStream, or when it is not clustered.
    public let meta: GroupHealth?
    /// Streams by name; `nil`: no server tells of any, since none has JetStream or can be read.
    public let streams: [StreamHealth]?
    /// What is wrong, the worst first; empty: nothing.
    public let problems: [ClusterProblem]

    /// Whether any server answered.
    public var isReachable: Bool { nodes.contains { !$0.isDown && $0.state != .unknown } }
    /// Whether all is well.
    public var isHealthy: Bool { isReachable && problems.isEmpty }
    /// The servers that answer.
    public var nodesUp: Int { nodes.count { !$0.isDown && $0.state != .unknown } }
    /// Whether JetStream runs somewhere.
    public var hasJetStream: Bool { nodes.contains { !$0.isDown && $0.reading?.jetStream != nil } }
}

extension NodeHealth {
    /// Whether it does not answer.
    public var isDown: Bool { if case .down = state { true } else { false } }

    /// Whether it is one of the nodes of the local cluster: another cluster may answer under the names and on
    /// the ports of one that does not run.
    public func isNode(of local: [ClusterNode]) -> Bool {
        local.contains { $0.name == name && ($0.pid != nil || isDown) }
    }

    /// Whether it answers, but its monitoring endpoint cannot be read.
    var isUnmonitored: Bool { if case .unmonitored = state { true } else { false } }

    /// Whether it can be read, but did not tell of its streams in time.
    var hasUnreadStreams: Bool {
        guard !isDown, let jetStream = reading?.jetStream else { return false }
        return jetStream.streamReadings == nil
    }
}

extension ClusterHealth {
    /// One line: how it is when all is well.
    public var summary: String {
        var parts = ["\(nodesUp) of \(nodes.count) up"]
        if let leader = meta?.leader { parts.append("leader \(leader)") }
        if !hasJetStream { parts.append("no JetStream") }
        if let count = streams?.count, hasJetStream {
            let whole = count == 0 ? "" : ", all replicas current"
            parts.append((count == 1 ? "1 stream" : "\(count) streams") + whole)
        }
        return parts.joined(separator: "; ")
    }

    /// One line: what is wrong and since when, else how it is.
    ///
    /// - Parameter now: the time; without, no ages are told.
    public func verdict(at now: ContinuousClock.Instant?) -> String {
        if nodes.isEmpty { return "no server is known" }
        guard !problems.isEmpty else { return summary }
        let told = problems.prefix(2).map { problem in
            guard let now, let since = problem.since else { return problem.text }
            return "\(problem.text) for \(max(0, since.duration(to: now).components.seconds)) s"
        }
        let more = problems.count - told.count
        return told.joined(separator: "; ") + (more > 0 ? "; and \(more) more" : "")
    }
}
