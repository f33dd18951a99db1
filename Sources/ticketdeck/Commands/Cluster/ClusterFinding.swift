import Cluster
import CommandOptions

/// How a cluster was found, and what could not be found out.
struct ClusterFinding {
    let health: ClusterHealth
    /// Why NATS itself cannot be used; `nil`: it can.
    let linkProblem: String?
    /// Where it was looked for.
    let places: String

    var isHealthy: Bool { health.isHealthy && linkProblem == nil }

    /// What the exit status means, in a word.
    var status: String { !isReachable ? "unreachable" : isHealthy ? "healthy" : "degraded" }

    private var isReachable: Bool { health.isReachable || linkProblem == nil }

    /// One line: how it is.
    var verdict: String {
        guard isReachable else { return "no server answers at \(places)" }
        let words = health.verdict(at: nil)
        return linkProblem == nil || !health.problems.isEmpty ? words : "\(words); but NATS cannot be used"
    }

    /// What could not be found out, and what to do about it.
    var notes: [String] {
        guard isReachable else { return [] }
        var notes: [String] = []
        if let linkProblem {
            notes.append(
                "NATS cannot be used: \(linkProblem); shown is what the monitoring endpoints tell. "
                    + "Check --server, --user and --password")
        }
        if health.streams == nil, !health.hasJetStream, !canRead {
            notes.append(
                "JetStream and its streams cannot be told: no monitoring endpoint can be read. "
                    + "Name it with --monitor, or give the user of the system account")
        } else if canRead, !health.hasJetStream {
            notes.append("JetStream is off on every server that answers: there are no streams")
        }
        return notes
    }

    /// Whether any server could be asked more than for its greeting.
    private var canRead: Bool { health.nodes.contains { !$0.isDown && $0.reading != nil } }

    /// The failure of a command when nothing answers.
    var failure: CommandFailure? {
        guard !isReachable else { return nil }
        let reason = linkProblem.map { ": \($0)" } ?? ""
        return CommandFailure(
            "\(verdict)\(reason); name a server with --server, or its monitoring address with --monitor",
            status: ExitStatus.unreachable)
    }
}
