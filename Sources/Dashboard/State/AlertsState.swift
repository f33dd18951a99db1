import Screen
import Tickets

/// What the alert rules found.
struct AlertsState: Sendable, Hashable {
    /// So many are kept.
    static let limit = 500

    /// An alert in the list.
    struct Entry: Sendable, Hashable {
        /// Higher for later ones.
        let number: Int
        let alert: Alert
    }

    let rules: [AlertRule]
    /// The oldest first.
    private(set) var entries: [Entry] = []
    /// How many were found in all.
    private(set) var total = 0
    /// How many came since the list was last looked at.
    var unseen = 0
    /// When the bell was rung, or the desktop told, last.
    var noticedAt: [AlertRule.Notice: Timestamp] = [:]
    /// Whether the list covers the view.
    var isOpen = false
    var viewport = ListViewport()

    init(rules: [AlertRule]) { self.rules = rules }

    /// How many are found but not in the list any more.
    var notKept: Int { total - entries.count }

    /// An alert by its row: the newest stands first.
    subscript(row: Int) -> Entry? {
        entries.indices.contains(row) ? entries[entries.count - 1 - row] : nil
    }

    var selected: Entry? { self[viewport.cursor] }

    func rule(of alert: Alert) -> AlertRule? {
        rules.indices.contains(alert.rule) ? rules[alert.rule] : nil
    }

    /// The row of an alert; `nil`: it is not kept any more.
    func row(of number: Int) -> Int? {
        entries.firstIndex { $0.number == number }.map { entries.count - 1 - $0 }
    }

    mutating func add(_ batch: AlertBatch) {
        let leftOut = batch.leftOut.values.reduce(0, +)
        total += leftOut
        for alert in batch.alerts {
            total += 1
            entries.append(Entry(number: total, alert: alert))
        }
        entries.removeFirst(max(0, entries.count - AlertsState.limit))
        if !isOpen { unseen += leftOut + batch.alerts.count }
    }
}
