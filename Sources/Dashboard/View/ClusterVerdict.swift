import Tickets

/// How the cluster is, in one line: what is wrong and since when, the worst first.
struct ClusterVerdict: Sendable, Hashable {
    enum Level: Sendable, Hashable { case good, warning, bad }

    /// So many problems are named.
    private static let named = 2

    let level: Level
    let text: String

    init(_ report: ClusterReport, now: Timestamp) {
        let problems = report.problems
        guard !report.nodes.isEmpty else {
            (level, text) = (.warning, "no server is known")
            return
        }
        guard !problems.isEmpty else {
            (level, text) = (.good, report.summary)
            return
        }
        level = problems.contains(where: \.isFailure) ? .bad : .warning
        let told = problems.prefix(ClusterVerdict.named).enumerated().map { index, problem in
            // The age of the first one tells enough.
            let age = index == 0 ? problem.since.map { " for \(Age.passed(since: $0, at: now))" } : nil
            return problem.text + (age ?? "")
        }
        let more = problems.count - told.count
        text = told.joined(separator: "; ") + (more > 0 ? "; and \(more) more" : "")
    }
}
