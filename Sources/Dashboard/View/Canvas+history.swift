import Screen
import Tickets

extension Canvas {
    mutating func history(_ history: HistoryState, _ state: DashboardState) {
        let layout = HistoryLayout(state)
        historyTitle(history, in: layout.title.inset(left: 1, right: 1))
        guard history.isLoaded || history.failure != nil, !history.changes.isEmpty else {
            return message(historyWords(history), in: layout.rows.union(layout.text))
        }
        let table = layout.rows.inset(left: 2, right: 1)
        let columns = ColumnLayout(HistoryColumn.all, width: table.width)
        for slot in columns.slots {
            let x = table.x + slot.x
            line(
                slot.id.rawValue,
                in: Rect(x: x, y: layout.columns.y, width: slot.width, height: layout.columns.height),
                .columnTitle)
        }
        let visible = history.viewport.visible(count: history.changes.count, height: layout.rows.height)
        for (offset, row) in visible.enumerated() {
            guard let change = history[row] else { continue }
            let isSelected = row == history.viewport.cursor
            if isSelected { cursor(in: layout.rows.row(offset)) }
            for slot in columns.slots {
                let cell = Rect(x: table.x + slot.x, y: table.y + offset, width: slot.width, height: 1)
                line(
                    [piece(slot.id, change, now: state.now)], in: cell, ground: isSelected ? .selection : nil)
            }
        }
        revision(history, layout, layout.lines(state), state.now)
    }

    private mutating func historyTitle(_ history: HistoryState, in area: Rect) {
        let count = history.changes.count + history.leftOut
        let state =
            if history.load != nil {
                "reading\(glyphs.ellipsis)"
            } else if history.failure != nil {
                "\(glyphs.cross) not read to its end"
            } else {
                "\(count) revision\(count == 1 ? "" : "s")"
                    + (history.leftOut > 0 ? ", the newest \(history.changes.count) shown" : "")
            }
        let (left, right) = area.splitLeft(max(0, area.width - TextWidth.columns(of: state) - 2))
        line("History of \"\(history.latest?.ticket.title ?? history.id.short)\"", in: left, .title)
        lineAtRight(state, in: right, history.failure == nil ? .faint : .bad)
    }

    private func piece(_ column: HistoryColumn, _ change: TicketChange, now: Timestamp) -> Piece {
        switch column {
        case .revision: Piece("\(change.revision)", .faint)
        case .age: Piece(Age.short(of: change.at, at: now), .faint)
        case .time: Piece(change.at.readable, .faint)
        case .actor: Piece(change.actor ?? "-")
        case .what:
            Piece(EventSummary.text(of: change, arrow: String(glyphs.arrowRight)), change.role)
        }
    }

    /// The line that names the revision, and below it what it did.
    private mutating func revision(
        _ history: HistoryState, _ layout: HistoryLayout, _ text: [[Piece]], _ now: Timestamp
    ) {
        guard let change = history.selected else { return }
        let age = Age.short(of: change.at, at: now)
        let when = "\(change.at.readable), \(age == "now" ? "now" : "\(age) ago")"
        let edge = String(repeating: glyphs.horizontal, count: layout.heading.width)
        line(edge, in: layout.heading, .border)
        line(
            " Revision \(change.revision) by \(change.actor ?? "nobody known"), \(when) ",
            in: layout.heading.inset(left: 1, right: 12), .strong)
        if let position = history.pane.position(count: text.count, height: layout.text.height) {
            lineAtRight(" \(position) ", in: layout.heading.inset(right: 1), .faint)
        }
        lines(text[history.pane.visible(count: text.count, height: layout.text.height)], in: layout.text)
    }

    private func historyWords(_ history: HistoryState) -> [Piece] {
        if let failure = history.failure {
            return [
                Piece("\(glyphs.cross) The history could not be read", .bad), Piece(failure.message),
                Piece("Esc goes back", .faint),
            ]
        }
        let count = history.changes.count
        return [Piece("Reading the history\(glyphs.ellipsis)\(count > 0 ? " \(count)" : "")", .faint)]
    }
}

extension Rect {
    /// The rectangle from the top of this one to the bottom of one below it.
    fileprivate func union(_ below: Rect) -> Rect {
        Rect(x: x, y: y, width: width, height: max(height, below.bottom - y))
    }
}
