import Screen
import Tickets

extension DashboardState {
    /// How many lines a notch of the wheel scrolls.
    private static let notch = 3

    mutating func receiveMouse(isOn: Bool, wasAsked: Bool) {
        isMouseOn = isOn
        lastClick = nil
        if wasAsked, !isOn { return say(.warning, "this terminal has no mouse") }
        let key = hint(.mouse)
        say(
            .info,
            isOn ? "mouse on; Shift selects text, \(key) turns it off" : "mouse off; \(key) turns it on")
    }

    mutating func receive(_ event: MouseEvent) {
        guard isMouseOn else { return }
        switch event {
        case .press(let point): click(point)
        case .wheelUp: wheel(.up, key: .up)
        case .wheelDown: wheel(.down, key: .down)
        }
    }

    /// Over what covers the view the wheel is the arrow keys; a question and a form are left alone.
    private mutating func wheel(_ action: Action, key: Key) {
        for _ in 0..<DashboardState.notch {
            switch overlay {
            case .help, .tenants, .palette, .bulk, .bulkResult: pressOnOverlay(key)
            case nil where form == nil: move(action)
            default: return
            }
        }
    }

    private mutating func click(_ point: Point) {
        guard overlay == nil, form == nil, place != .history, place != .merge else { return }
        let layout = DashboardLayout(self)
        if layout.header.contains(point) {
            let tabs = HeaderLine(self, width: layout.header.width).tabs
            if let tab = tabs.first(where: { $0.columns.contains(point.x) }) { show(tab.view) }
            return
        }
        switch place {
        case .tickets, .ticket: clickInTickets(point, layout)
        case .events:
            clickRow(point, in: rows(of: layout.body, layout), count: events.count) { state, row in
                if row < state.events.count - 1 { state.events.isFollowing = false }
                state.events.viewport.move(to: row, count: state.events.count, height: layout.eventRows)
            }
        case .cluster:
            let rows = cluster.rows
            clickRow(point, in: self.rows(of: layout.body, layout), count: rows.count) { state, row in
                guard rows[row].item != nil else { return }
                state.cluster.viewport.move(to: row, count: rows.count, height: layout.nodeRows)
            }
        case .services:
            clickRow(point, in: rows(of: layout.body, layout), count: services.count) { state, row in
                state.services.viewport.move(
                    to: row, count: state.services.count, height: layout.instanceRows)
            }
        case .alerts:
            let count = alerts.entries.count
            clickRow(point, in: rows(of: layout.body, layout), count: count) { state, row in
                state.alerts.viewport.move(to: row, count: count, height: layout.alertRows)
            }
        case .payload, .node, .stream, .instance, .form, .history, .merge: break
        }
    }

    private mutating func clickInTickets(_ point: Point, _ layout: DashboardLayout) {
        if layout.isSplit, layout.detail.contains(point) {
            if tickets.selected != nil { tickets.isDetailOpen = true }
            return
        }
        guard layout.isSplit || !tickets.isDetailOpen else { return }
        let area = rows(of: layout.list, layout)
        let count = tickets.list.count
        clickRow(point, in: area, count: count) { state, row in
            state.tickets.isDetailOpen = false
            state.tickets.wantsEnd = false
            if row != state.tickets.viewport.cursor { state.tickets.detail = ScrollPane() }
            state.tickets.viewport.move(to: row, count: count, height: layout.ticketRows)
        }
    }

    private func rows(of list: Rect, _ layout: DashboardLayout) -> Rect { list.inset(top: layout.listHead) }

    /// Selects the row of a press; a second one on the same opens it.
    private mutating func clickRow(
        _ point: Point, in area: Rect, count: Int, _ select: (inout DashboardState, Int) -> Void
    ) {
        guard area.contains(point) else { return }
        let row = topRow + point.y - area.y
        guard row < count else { return }
        select(&self, row)
        let ticket = view == .tickets ? tickets.selected?.id : nil
        let last = lastClick
        lastClick = Click(place: point, row: row, ticket: ticket, time: now)
        guard let last, last.place.y == point.y, last.row == row, last.ticket == ticket,
            now.since(last.time) <= Click.doubleTime
        else { return }
        lastClick = nil
        open()
    }

    /// The first row on the screen of the view that is shown.
    private var topRow: Int {
        if alerts.isOpen { return alerts.viewport.top }
        return switch view {
        case .tickets: tickets.viewport.top
        case .events: events.viewport.top
        case .cluster: cluster.viewport.top
        case .service: services.viewport.top
        }
    }
}
