import Screen
import Tickets

extension Canvas {
    mutating func events(_ state: DashboardState, _ layout: DashboardLayout) {
        if let record = state.events.opened {
            let lines = EventPage.lines(record, width: layout.page.width, arrow: String(glyphs.arrowRight))
            return page(
                "Event \(record.sequence)", lines, state.events.payload, layout, hint: "Esc to the list")
        }
        let (head, rows) = layout.body.splitTop(layout.listHead)
        eventsTitle(state.events, in: head.row(0))
        if state.events.count == 0 { return message(noEvents(state.events), in: rows) }
        let columns = ColumnLayout(EventColumn.all, width: rows.width - 3)
        for slot in columns.slots {
            let cell = Rect(x: rows.x + 2 + slot.x, y: head.y + 1, width: slot.width, height: head.height - 1)
            line(slot.id.rawValue, in: cell, .columnTitle)
        }
        let visible = state.events.viewport.visible(count: state.events.count, height: rows.height)
        for (offset, row) in visible.enumerated() {
            guard let line = state.events.line(at: row) else { continue }
            let isSelected = row == state.events.viewport.cursor
            if isSelected { cursor(in: rows.row(offset)) }
            if case .record(let record) = line.content {
                alertMark(of: record, state.alerts, in: rows.row(offset).inset(left: 1))
            }
            event(line, columns, in: rows.row(offset).inset(left: 2), isSelected: isSelected)
        }
    }

    private mutating func event(
        _ line: EventLine, _ columns: ColumnLayout<EventColumn>, in area: Rect, isSelected: Bool
    ) {
        switch line.content {
        case .record(let record):
            for slot in columns.slots {
                let cell = Rect(x: area.x + slot.x, y: area.y, width: slot.width, height: 1)
                self.line([piece(slot, record)], in: cell, ground: isSelected ? .selection : nil)
            }
        case .dropped(let count):
            let text = "\(glyphs.warning) \(count) left out here: they came faster than they could be shown"
            self.line([Piece(text, .warning)], in: area, ground: isSelected ? .selection : nil)
        case .interrupted(let reason):
            let text = "\(glyphs.cross) interrupted: \(reason)"
            self.line([Piece(text, .bad)], in: area, ground: isSelected ? .selection : nil)
        }
    }

    private func piece(_ slot: ColumnLayout<EventColumn>.Slot, _ record: EventRecord) -> Piece {
        let change = record.change
        return switch slot.id {
        case .sequence: Piece("\(record.sequence)", .faint)
        case .time: Piece(String(record.time.timeOfDay.prefix(slot.width < 12 ? 8 : 12)), .faint)
        case .subject: Piece(record.subject, EventPage.role(of: change))
        case .tenant: Piece(change?.ticket.tenant.name ?? "-")
        case .ticket: Piece(change?.ticket.id.short ?? "-", .faint)
        case .actor: Piece(change?.actor ?? "-")
        case .what:
            Piece(
                EventSummary.text(of: record, arrow: String(glyphs.arrowRight)), EventPage.role(of: change))
        }
    }

    private mutating func eventsTitle(_ events: EventsState, in area: Rect) {
        let right = eventsMode(events)
        let width = right.reduce(0) { $0 + $1.columns }
        let (left, rest) = area.splitLeft(max(0, area.width - width - 1))
        line(right, in: rest)
        if events.isTypingFilter || !events.filter.text.isEmpty {
            filterLine(
                events.filter, isTyping: events.isTypingFilter, problem: nil,
                in: left.inset(left: 1, right: 1))
        } else {
            line("Events", in: left.inset(left: 1), .title)
        }
    }

    private func eventsMode(_ events: EventsState) -> [Piece] {
        var pieces: [Piece] = []
        if events.dropped > 0 { pieces.append(Piece("\(events.dropped) left out  ", .warning)) }
        switch events.feed {
        case .opening: pieces.append(Piece("opening\(glyphs.ellipsis)  ", .faint))
        case .interrupted: pieces.append(Piece("\(glyphs.cross) interrupted  ", .bad))
        case .unavailable: pieces.append(Piece("\(glyphs.cross) no stream  ", .bad))
        case .following: break
        }
        if !events.isFollowing {
            let new = events.newLines > 0 ? ", +\(events.newLines) new" : ""
            pieces.append(Piece("paused\(new)", .warning))
        } else if events.feed == .following {
            pieces.append(Piece("\(glyphs.mark) following", .good))
        }
        return pieces
    }

    private func noEvents(_ events: EventsState) -> [Piece] {
        switch events.feed {
        case .unavailable(let reason): [Piece("\(glyphs.cross) No event stream", .bad), Piece(reason)]
        case .interrupted(let reason, _): [Piece("\(glyphs.cross) Interrupted", .bad), Piece(reason)]
        case .opening: [Piece("Opening the event stream\(glyphs.ellipsis)", .faint)]
        case .following:
            events.filter.text.isEmpty
                ? [Piece("No events yet"), Piece("every change of a ticket shows up here", .faint)]
                : [Piece("No event matches the filter"), Piece("Esc clears it", .faint)]
        }
    }
}
