import Dashboard
import Synchronization
import TicketClient
import TicketWire
import Tickets

/// Applies the alert rules to every message of the event stream, away from the screen.
final class AlertWatch: Sendable {
    /// So many alerts of messages that came together are handed over; of the rest the number.
    private static let batchLimit = 50

    let rules: [AlertRule]
    private let engine: Mutex<AlertEngine>
    private let matcher: AlertMatcher
    private let tell: @Sendable (AlertBatch) -> Void
    /// The shortest silence that a rule is about.
    private let shortest: Duration
    /// Counts what may have made a silence due that was not.
    private let stirs = LatestValue(0)

    /// Whether there is anything to look for.
    var isNeeded: Bool { !rules.isEmpty }

    init(_ rules: [AlertRule], tell: @escaping @Sendable (AlertBatch) -> Void) {
        self.rules = rules
        matcher = AlertMatcher(rules)
        shortest = rules.compactMap(\.silence).min() ?? .seconds(3600)
        engine = Mutex(AlertEngine(rules))
        self.tell = tell
    }

    /// Tells of silences when they are due; asleep while none is awaited.
    func run() async {
        for await _ in stirs.values() {
            while !Task.isCancelled, let due = engine.withLock({ $0.dueAt }) {
                // A rule whose silence begins meanwhile cannot be due sooner than the shortest one.
                try? await Task.sleep(until: min(due, .now + shortest))
                let alerts = engine.withLock { $0.expire(at: .now, .now) }
                if !alerts.isEmpty { tell(AlertBatch(alerts)) }
            }
        }
    }

    /// What was stored before has been read: what comes from now on is new.
    func follow() {
        engine.withLock { $0.follow(at: .now, .now) }
        stirs.change { $0 += 1 }
    }

    func interrupt() { engine.withLock { $0.interrupt() } }

    /// Takes messages that came together.
    func note(_ entries: [StreamEntry]) {
        guard isNeeded else { return }
        let matched = entries.map { entry in
            matcher.places(subject: entry.subject) { entry.alertFacts(withText: matcher.needsText) }
        }
        guard matched.contains(where: { !$0.isEmpty }) else { return }
        let (now, time) = (ContinuousClock.now, Timestamp.now)
        let (told, stirs) = engine.withLock { engine in
            let wasDue = engine.dueAt != nil
            let told = matched.map { $0.isEmpty ? [] : engine.note($0, at: now, time) }
            return (told, !wasDue && engine.dueAt != nil)
        }
        if stirs { self.stirs.change { $0 += 1 } }
        var batch = AlertBatch()
        for (entry, rules) in zip(entries, told) {
            for rule in rules { batch.append(self.batch(rule, entry, batch.alerts.count, time)) }
        }
        if !batch.isEmpty { tell(batch) }
    }

    private func batch(_ rule: Int, _ entry: StreamEntry, _ count: Int, _ time: Timestamp) -> AlertBatch {
        guard count < AlertWatch.batchLimit else { return AlertBatch(leftOut: [rule: 1]) }
        return AlertBatch([Alert(rule: rule, cause: .event(EventRecord(entry)), time: time)])
    }
}

extension StreamEntry {
    /// What alert rules look at.
    fileprivate func alertFacts(withText: Bool) -> EventFilter.Facts {
        if withText { return facts }
        let change = event?.change
        return EventFilter.Facts(
            subject: subject, tenant: tenant, ticket: change?.ticket.id.description, actor: change?.actor,
            text: "")
    }
}
