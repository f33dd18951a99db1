import Cluster

extension NodeHealth.State {
    /// The state without its reasons.
    var word: String {
        switch self {
        case .unknown: "unknown"
        case .up: "up"
        case .degraded: "degraded"
        case .unmonitored: "unmonitored"
        case .down: "down"
        }
    }

    /// Why it is not simply up.
    var reasons: [String] {
        switch self {
        case .unknown, .up: []
        case .degraded(let reasons): reasons
        case .unmonitored(let reason), .down(_, let reason): [reason]
        }
    }
}

extension NodeChecks.Outcome {
    /// How a check went, in a word.
    var word: String {
        switch self {
        case .passed: "ok"
        case .failed: "fails"
        case .unknown: "?"
        }
    }
}

extension ReplicaHealth.State {
    /// How a replica is, in a word or two.
    var word: String {
        switch self {
        case .current: "current"
        case .behind(let lag): lag == 0 ? "not current" : "\(lag) behind"
        case .silent(let duration): "silent for \(duration.components.seconds) s"
        case .offline: "offline"
        case .unknown: "unknown"
        }
    }
}
