/// What is remembered of a cluster between two looks; judges what the servers say. Pure: the time is given.
struct ClusterHistory: Sendable {
    private var streams: [String: StreamHealth] = [:]
    /// Since when each problem is there, by its words; `nil`: it was there at the first look.
    private var since: [String: ContinuousClock.Instant?] = [:]
    private var lastLook: ContinuousClock.Instant?

    /// So long after the last look nobody knows when something began that is seen now.
    static let gap = Duration.seconds(5)

    /// Puts together what the servers say.
    mutating func judge(_ nodes: [NodeHealth], at now: ContinuousClock.Instant) -> ClusterHealth {
        let sight = ServerSight(nodes)
        let meta = ClusterHistory.meta(nodes, sight)
        let streams = judgeStreams(nodes, sight)
        let survey = ProblemSurvey(nodes: nodes, meta: meta, streams: streams ?? [])
        let problems = date(survey.problems, at: now)
        return ClusterHealth(nodes: nodes, meta: meta, streams: streams, problems: problems)
    }

    /// The group of the metadata, as its leader sees it.
    private static func meta(_ nodes: [NodeHealth], _ sight: ServerSight) -> GroupHealth? {
        let views = nodes.filter { !$0.isDown }.compactMap { node -> (server: String, group: GroupReading)? in
            guard let reading = node.reading, let group = reading.jetStream?.metaGroup else { return nil }
            return (reading.name, group)
        }
        guard !views.isEmpty else { return nil }
        let size = nodes.compactMap { $0.reading?.jetStream?.clusterSize }.max() ?? views.count
        return GroupHealth(views: views, sight: sight, size: size)
    }

    /// Each stream as its leader sees it; those of which nobody tells since their servers are down or cannot be
    /// read are kept.
    private mutating func judgeStreams(_ nodes: [NodeHealth], _ sight: ServerSight) -> [StreamHealth]? {
        var told: [String: [(server: String, stream: StreamReading)]] = [:]
        var isTold = false
        for node in nodes where !node.isDown {
            guard let reading = node.reading, let list = reading.jetStream?.streamReadings else { continue }
            isTold = true
            for stream in list {
                told["\(stream.account)/\(stream.name)", default: []].append((reading.name, stream))
            }
        }
        var all = told.compactMapValues { StreamHealth(views: $0, sight: sight) }
        for (id, stream) in streams where all[id] == nil {
            guard stream.group.replicas.contains(where: { sight.hides($0.name) }) else { continue }
            all[id] = stream.abandoned(sight)
        }
        streams = all
        guard isTold || !all.isEmpty else { return nil }
        return all.values.sorted { ($0.name, $0.account) < ($1.name, $1.account) }
    }

    /// Says since when the problems are there, as far as it was seen.
    private mutating func date(_ problems: [ClusterProblem], at now: ContinuousClock.Instant)
        -> [ClusterProblem]
    {
        let wasWatched = lastLook.map { $0.duration(to: now) < ClusterHistory.gap } ?? false
        lastLook = now
        let words = Set(problems.map(\.text))
        since = since.filter { words.contains($0.key) }
        return problems.map { problem in
            let start = problem.since ?? (since[problem.text] ?? (wasWatched ? now : nil))
            since.updateValue(start, forKey: problem.text)
            return ClusterProblem(
                weight: problem.weight, text: problem.text, reason: problem.reason, since: start)
        }
    }
}
