import Screen
import Tickets

extension Canvas {
    /// The list of what the alert rules found, the newest first.
    mutating func alerts(_ state: DashboardState, _ layout: DashboardLayout) {
        let alerts = state.alerts
        let (head, rows) = layout.body.splitTop(layout.listHead)
        let total = alerts.notKept > 0 ? ", the newest \(alerts.entries.count) kept" : ""
        let count = alerts.total == 0 ? "" : "\(alerts.total) found\(total)"
        line("Alerts", in: head.row(0).inset(left: 1), .title)
        lineAtRight(count, in: head.row(0).inset(left: 9, right: 1), .faint)
        if alerts.entries.isEmpty { return message(noAlerts(alerts), in: rows) }
        let columns = ColumnLayout(AlertColumn.all, width: rows.width - 3)
        for slot in columns.slots {
            let cell = Rect(x: rows.x + 2 + slot.x, y: head.y + 1, width: slot.width, height: head.height - 1)
            line(slot.id.rawValue, in: cell, .columnTitle)
        }
        let visible = alerts.viewport.visible(count: alerts.entries.count, height: rows.height)
        for (offset, row) in visible.enumerated() {
            guard let alert = alerts[row]?.alert else { continue }
            let isSelected = row == alerts.viewport.cursor
            if isSelected { cursor(in: rows.row(offset)) }
            for slot in columns.slots {
                let cell = Rect(x: rows.x + 2 + slot.x, y: rows.y + offset, width: slot.width, height: 1)
                line([piece(slot.id, alert, state)], in: cell, ground: isSelected ? .selection : nil)
            }
        }
    }

    private func piece(_ column: AlertColumn, _ alert: Alert, _ state: DashboardState) -> Piece {
        let rule = state.alerts.rule(of: alert)
        let arrow = String(glyphs.arrowRight)
        let record: EventRecord? = if case .event(let record) = alert.cause { record } else { nil }
        return switch column {
        case .time: Piece(String(state.localTime.shifted(alert.time).timeOfDay.prefix(8)), .faint)
        case .rule:
            Piece("\(rule?.symbol(glyphs) ?? glyphs.warning) \(rule?.name ?? "-")", rule?.role ?? .warning)
        case .subject: Piece(record?.subject ?? "-")
        case .tenant: Piece(record?.tenant ?? "-")
        case .what:
            record.map { Piece(EventSummary.text(of: $0, arrow: arrow)) }
                ?? Piece(alert.words(at: state.localTime, arrow: arrow), .warning)
        }
    }

    private func noAlerts(_ alerts: AlertsState) -> [Piece] {
        guard !alerts.rules.isEmpty else {
            return [
                Piece("No alerts are configured"),
                Piece("[[alert]] in config.toml: see `ticketdeck config show`", .faint),
            ]
        }
        return [Piece("Nothing was found yet")]
            + alerts.rules.map { Piece("\($0.name): \($0.summary)", .faint) }
    }

    /// Marks the line of an event that an alert rule is about.
    mutating func alertMark(of record: EventRecord, _ alerts: AlertsState, in cell: Rect) {
        guard let rule = alerts.rules.first(where: { $0.silence == nil && record.matches($0.filter) }) else {
            return
        }
        line([Piece(String(rule.symbol(glyphs)), rule.role)], in: cell)
    }
}

extension AlertRule {
    var role: Role {
        switch color {
        case .info: .info
        case .good: .good
        case .warning: .warning
        case .bad: .bad
        }
    }

    /// What marks a line.
    func symbol(_ glyphs: Glyphs) -> Character {
        guard let mark, AlertRule.canMark(mark) else { return glyphs.warning }
        return glyphs == .ascii && !mark.isASCII ? glyphs.warning : mark
    }
}
