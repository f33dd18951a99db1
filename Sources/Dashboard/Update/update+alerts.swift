import Screen
import Tickets

extension DashboardState {
    /// The bell rings, and the desktop is told, at most once in such a time.
    private static let noticePause = Duration.seconds(1)

    /// Takes in what the alert rules found.
    mutating func receive(_ batch: AlertBatch) {
        guard !batch.isEmpty else { return }
        let (number, line) = (alerts.selected?.number, alerts.viewport.line)
        // Who is at the top sees the newest.
        let staysAtTop = alerts.viewport.cursor == 0
        alerts.add(batch)
        giveNotice(of: batch)
        guard !staysAtTop, let row = number.flatMap(alerts.row(of:)) else { return }
        alerts.viewport.place(
            cursor: row, atLine: line, count: alerts.entries.count, height: DashboardLayout(self).alertRows)
    }

    /// With rules, the stream is followed from the start; without any, nothing is awake for them.
    mutating func followForAlerts() {
        guard !alerts.rules.isEmpty else { return }
        ask(.followEvents(isShown: view == .events))
    }

    private mutating func giveNotice(of batch: AlertBatch) {
        let places = Set(batch.alerts.map(\.rule)).union(batch.leftOut.keys)
        let notices = Set(
            places.compactMap { alerts.rules.indices.contains($0) ? alerts.rules[$0].notice : nil })
        if notices.contains(.bell), mayNotice(.bell) { ask(.bell) }
        guard notices.contains(.desktop), mayNotice(.desktop) else { return }
        let told = batch.alerts.last { alerts.rule(of: $0)?.notice == .desktop }
        ask(.notify(told.map { alertWords($0) } ?? "\(batch.leftOut.values.reduce(0, +)) alerts"))
    }

    private mutating func mayNotice(_ notice: AlertRule.Notice) -> Bool {
        if let last = alerts.noticedAt[notice], last <= now,
            now.since(last) < DashboardState.noticePause
        {
            return false
        }
        alerts.noticedAt[notice] = now
        return true
    }

    /// An alert in one line.
    func alertWords(_ alert: Alert) -> String {
        "\(alerts.rule(of: alert)?.name ?? "alert"): \(alert.words(at: localTime, arrow: "->"))"
    }

    mutating func showAlerts() {
        history = nil
        alerts.isOpen = true
        alerts.unseen = 0
        alerts.viewport = ListViewport()
    }

    mutating func moveInAlerts(_ action: Action, _ layout: DashboardLayout) {
        let count = alerts.entries.count
        let row = target(of: action, from: alerts.viewport.cursor, count: count, height: layout.alertRows)
        alerts.viewport.move(to: row, count: count, height: layout.alertRows)
    }

    /// Goes to the event of the alert under the cursor.
    mutating func openAlert() {
        guard let entry = alerts.selected else { return }
        guard case .event(let record) = entry.alert.cause else {
            return say(.info, "this alert is about silence: there is no event to go to")
        }
        show(.events)
        show(.sequence(record.sequence))
        events.opened = record
        events.payload = ScrollPane()
    }
}
