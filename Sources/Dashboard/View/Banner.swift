import Tickets

/// The line that says what is wrong with the connection.
enum Banner {
    /// Since when something is wrong that is counted in seconds.
    static func since(_ connection: ConnectionStatus) -> Timestamp? {
        switch connection.link {
        case .lost(let since, _, _): return since
        case .connecting: return nil
        case .connected: break
        }
        if case .silent(let since, _) = connection.service { return since }
        return nil
    }

    static func isSilent(_ connection: ConnectionStatus) -> Bool {
        if case .silent = connection.service { true } else { false }
    }

    /// The line; `nil` when all is well.
    static func text(_ connection: ConnectionStatus, hasData: Bool, now: Timestamp) -> String? {
        switch connection.link {
        case .lost(let since, let attempt, let problem):
            let age = Age.passed(since: since, at: now)
            let shown = hasData ? "data is \(age) old" : "for \(age)"
            return "Connection lost, \(shown); reconnecting, try \(attempt)\(reason(problem))"
        case .connecting(let attempt, let problem):
            guard attempt > 1 || problem != nil else { return nil }
            return "Cannot connect, try \(attempt)\(reason(problem))"
        case .connected: break
        }
        guard case .silent(let since, let problem) = connection.service else { return nil }
        return
            "No ticket service answers for \(Age.passed(since: since, at: now)), trying on\(reason(problem))"
    }

    private static func reason(_ problem: String?) -> String {
        problem.map { $0.isEmpty ? "" : " (\($0))" } ?? ""
    }
}
