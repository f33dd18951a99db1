import Screen
import Tickets

extension Canvas {
    /// The line above the list: the filter at its left, where one is at its right.
    mutating func listTitle(_ state: DashboardState, in area: Rect) {
        // What is wrong in the filter counts more than where one is.
        let right = state.tickets.filterProblems.isEmpty ? listPosition(state) : []
        let width = right.reduce(0) { $0 + $1.columns }
        let (left, rest) = area.splitLeft(max(0, area.width - width - 1))
        line(right, in: rest)
        let tickets = state.tickets
        if tickets.isTypingFilter || !tickets.expression.text.isEmpty {
            filterLine(
                tickets.expression, isTyping: tickets.isTypingFilter,
                problem: tickets.filterProblems.first.map { "\($0.word): \($0.reason)" },
                in: left.inset(left: 1, right: 1))
        } else {
            line("Tickets of \(state.tenant.name)", in: left.inset(left: 1), .title)
        }
    }

    /// What is typed behind `/`, with the cursor, and what is wrong with it.
    mutating func filterLine(_ editor: LineEditor, isTyping: Bool, problem: String?, in area: Rect) {
        let text = area.inset(left: 1)
        line("/", in: area, .key)
        if isTyping {
            let window = editor.window(width: max(1, text.width))
            fill(text, .fieldFocused)
            typed(window.text, in: text, .fieldFocused)
            if !text.isEmpty { frame.cursor = Point(x: text.x + window.column, y: text.y) }
        } else {
            line(editor.text, in: text, .match)
        }
        guard let problem else { return }
        let used = TextWidth.columns(of: editor.text) + 3
        line("\(glyphs.warning) \(problem)", in: text.inset(left: used), .warning)
    }

    private func listPosition(_ state: DashboardState) -> [Piece] {
        let tickets = state.tickets
        var pieces = marked(tickets.marks) + news(tickets.news)
        if tickets.failure != nil, tickets.list.count > 0 {
            pieces.append(Piece("\(glyphs.cross) not read, \(state.hint(.reload)) retries  ", .bad))
        } else if tickets.isReading {
            pieces.append(Piece("reading\(glyphs.ellipsis)  ", .faint))
        }
        guard tickets.list.count > 0 else { return pieces }
        let total = "\(tickets.list.count)" + (tickets.list.isOpenEnded ? "+" : "")
        return pieces + [Piece("\(tickets.viewport.cursor + 1)/\(total)", .strong)]
    }

    /// How many tickets are marked, and how many of them the filter hides.
    private func marked(_ marks: Marks) -> [Piece] {
        guard marks.count > 0 else { return [] }
        let hidden = marks.hidden > 0 ? ", \(marks.hidden) hidden" : ""
        return [Piece("\(marks.count) marked\(hidden)  ", .mark)]
    }

    /// How many tickets came in outside of the screen.
    private func news(_ news: NewTickets) -> [Piece] {
        let sides = [(news.above, glyphs.arrowUp), (news.below, glyphs.arrowDown)]
        return sides.filter { $0.0 > 0 }.map { Piece("\($1)+\($0) new  ", .info) }
    }
}

extension TicketsState {
    /// Whether what is on the screen waits for the service. Reading ahead is not worth a word.
    fileprivate var isReading: Bool {
        if filterDueAt != nil { return isLoaded }
        switch load?.purpose {
        case .replace, .append, .renew, .probe: return isLoaded
        case .window: return self.selected == nil
        case .check, nil: return false
        }
    }
}
