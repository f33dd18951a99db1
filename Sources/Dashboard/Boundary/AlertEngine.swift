public import Tickets

/// Keeps what alert rules have seen of the event stream: pure, and told what time it is.
///
/// It runs where the messages arrive, so that none is overlooked, however few of them reach the screen.
public struct AlertEngine: Sendable {
    /// How long after an interruption missed messages may still come before their absence counts.
    private static let grace = Duration.seconds(5)

    /// How quiet it is, as a rule sees it.
    private struct Quiet {
        /// When a message came last, or the following began.
        var since: ContinuousClock.Instant
        var sinceTime: Timestamp
        /// Whether it was told.
        var isTold = false
    }

    public let rules: [AlertRule]
    private var quiet: [Int: Quiet] = [:]
    private var hasBegun = false
    private var isFollowing = false
    private var resumed: ContinuousClock.Instant?

    public init(_ rules: [AlertRule]) { self.rules = rules }

    /// From now on all messages are new: what the stream held before the first call is nobody's alarm.
    public mutating func follow(at now: ContinuousClock.Instant, _ time: Timestamp) {
        if isFollowing { return }
        isFollowing = true
        if hasBegun {
            resumed = now
            return
        }
        hasBegun = true
        for (index, rule) in rules.enumerated() where rule.silence != nil {
            quiet[index] = Quiet(since: now, sinceTime: time)
        }
    }

    /// No messages come for now, so that silence says nothing.
    public mutating func interrupt() { isFollowing = false }

    /// Takes a message.
    ///
    /// - Parameter places: the places of the rules that it is about.
    /// - Returns: the places of those that tell of it.
    public mutating func note(
        _ places: [Int], at now: ContinuousClock.Instant, _ time: Timestamp
    ) -> [Int] {
        guard hasBegun else { return [] }
        for place in places where rules[place].silence != nil {
            quiet[place] = Quiet(since: now, sinceTime: time)
        }
        return places.filter { rules[$0].silence == nil }
    }

    /// When a silence is next to be told; `nil`: none is awaited.
    public var dueAt: ContinuousClock.Instant? {
        guard isFollowing else { return nil }
        return quiet.compactMap { index, quiet in quiet.isTold ? nil : due(index, quiet) }.min()
    }

    /// The silences that have lasted long enough; each is told once, until a message ends it.
    public mutating func expire(at now: ContinuousClock.Instant, _ time: Timestamp) -> [Alert] {
        guard isFollowing else { return [] }
        var alerts: [Alert] = []
        for (index, watched) in quiet.sorted(by: { $0.key < $1.key }) where !watched.isTold {
            guard let due = due(index, watched), due <= now else { continue }
            quiet[index]?.isTold = true
            alerts.append(Alert(rule: index, cause: .silence(since: watched.sinceTime), time: time))
        }
        return alerts
    }

    private func due(_ index: Int, _ quiet: Quiet) -> ContinuousClock.Instant? {
        guard let silence = rules[index].silence else { return nil }
        let due = quiet.since + silence
        guard let resumed, quiet.since < resumed else { return due }
        return max(due, resumed + AlertEngine.grace)
    }
}
