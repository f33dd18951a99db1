import TicketWire

/// What was measured: by one worker, or by all of them together.
struct LoadFigures: Sendable {
    /// Of one action.
    struct Action: Sendable {
        var latencies = LatencyHistogram()
        var errors = 0
    }

    /// Different errors beyond this number are counted together.
    private static let kindLimit = 20

    private(set) var actions: [ServiceAction: Action] = [:]
    /// How often each error came, by what it says.
    private(set) var errors: [String: Int] = [:]

    /// Counts an answered or failed request.
    ///
    /// - Parameter error: what went wrong; `nil`: nothing.
    mutating func add(_ action: ServiceAction, _ duration: Duration, error: String?) {
        actions[action, default: Action()].latencies.add(duration)
        guard let error else { return }
        actions[action, default: Action()].errors += 1
        count(error, 1)
    }

    /// Adds what another worker has measured.
    mutating func add(_ other: LoadFigures) {
        for (action, figures) in other.actions {
            actions[action, default: Action()].latencies.add(figures.latencies)
            actions[action, default: Action()].errors += figures.errors
        }
        for (error, number) in other.errors { count(error, number) }
    }

    /// All actions together.
    var total: Action {
        actions.values.reduce(into: Action()) { total, action in
            total.latencies.add(action.latencies)
            total.errors += action.errors
        }
    }

    private mutating func count(_ error: String, _ number: Int) {
        let isKnown = errors[error] != nil || errors.count < LoadFigures.kindLimit
        errors[isKnown ? error : "other errors", default: 0] += number
    }
}
