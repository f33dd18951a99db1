import Screen
import Tickets

extension Canvas {
    mutating func events(_ state: DashboardState, _ layout: DashboardLayout) {
        if let record = state.events.opened { return eventPage(record, state, layout) }
        if state.hidesEventsByRates { return ratesPage(state, in: layout.body) }
        guard state.showsRates else { return eventList(state, layout.listHead, in: layout.body) }
        let (list, panel) = layout.body.splitLeft(layout.body.width - RatesPanel.width)
        eventList(state, layout.listHead, in: list)
        ratesBeside(state, in: panel)
    }

    private mutating func eventPage(
        _ record: EventRecord, _ state: DashboardState, _ layout: DashboardLayout
    ) {
        let lines = EventPage(record, state, width: layout.page.width).lines
        page("Event \(record.sequence)", lines, state.events.payload, layout, hint: "Esc to the list")
    }

    private mutating func eventList(_ state: DashboardState, _ headHeight: Int, in area: Rect) {
        let (head, rows) = area.splitTop(headHeight)
        eventsTitle(state, in: head.row(0))
        if state.events.count == 0 { return message(noEvents(state), in: rows) }
        let columns = ColumnLayout(EventColumn.all, width: rows.width - 3)
        for slot in columns.slots {
            let cell = Rect(x: rows.x + 2 + slot.x, y: head.y + 1, width: slot.width, height: head.height - 1)
            let title = slot.id == .time ? state.events.timeForm.rawValue : slot.id.rawValue
            line(title, in: cell, .columnTitle)
        }
        let visible = state.events.viewport.visible(count: state.events.count, height: rows.height)
        for (offset, row) in visible.enumerated() {
            guard let line = state.events.line(at: row) else { continue }
            let isSelected = row == state.events.viewport.cursor
            if isSelected { cursor(in: rows.row(offset)) }
            if let record = line.record {
                alertMark(of: record, state.alerts, in: rows.row(offset).inset(left: 1))
            }
            let cells = rows.row(offset).inset(left: 2, right: 1)
            let before = state.events.line(at: row - 1)?.record
            event(line, before, columns, state, in: cells, isSelected: isSelected)
        }
        positionBar(state, in: rows)
    }

    /// Where in the stream the screen is, as a mark in the last column.
    private mutating func positionBar(_ state: DashboardState, in area: Rect) {
        guard area.width >= 60, area.height >= 4, let share = state.placeInStream else { return }
        let line = min(area.height - 1, Int((share * Double(area.height - 1)).rounded()))
        for row in 0..<area.height {
            let cell = Rect(x: area.right - 1, y: area.y + row, width: 1, height: 1)
            let isHere = row == line
            self.line(String(isHere ? glyphs.thumb : glyphs.vertical), in: cell, isHere ? .title : .faint)
        }
    }

    private func noEvents(_ state: DashboardState) -> [Piece] {
        let events = state.events
        switch events.feed {
        case .unavailable(let reason):
            return [Piece("\(glyphs.cross) No event stream", .bad), Piece(reason)]
        case .interrupted(let reason, _): return [Piece("\(glyphs.cross) Interrupted", .bad), Piece(reason)]
        case .opening: return [Piece("Opening the event stream\(glyphs.ellipsis)", .faint)]
        case .following: break
        }
        if events.applied.isEmpty {
            return [Piece("No events yet"), Piece("every change of a ticket shows up here", .faint)]
        }
        if let word = state.searchWord { return [Piece(word), Piece("Esc stops", .faint)] }
        let range = events.shown.covered.map { " from \(Amount.grouped($0.lowerBound)) on" } ?? ""
        return [Piece("No event\(range) matches the filter"), Piece("Esc clears it", .faint)]
    }
}
