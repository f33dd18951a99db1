import Screen

extension Canvas {
    /// The line above the footer: what was just said, else lasting remarks.
    mutating func status(_ state: DashboardState, in area: Rect) {
        guard !area.isEmpty else { return }
        if let remark = state.shownRemark { return show(remark, in: area) }
        let note = state.connection.note.map { [Piece($0 + "  ", .faint)] } ?? []
        line(note + countPieces(state, width: area.width - 2), in: area.inset(left: 1, right: 1))
    }

    private mutating func show(_ remark: Remark, in area: Rect) {
        let (mark, role): (Character, Role) =
            switch remark.kind {
            case .good: (glyphs.check, .good)
            case .info: (glyphs.bullet, .info)
            case .warning: (glyphs.warning, .warning)
            case .bad: (glyphs.cross, .bad)
            }
        line("\(mark) \(remark.text)", in: area.inset(left: 1), role)
    }

    /// The keys that work here.
    mutating func footer(_ state: DashboardState, in area: Rect, showsRemark: Bool) {
        guard !area.isEmpty else { return }
        if showsRemark, let remark = state.shownRemark { return show(remark, in: area) }
        fill(area, .footer)
        let bar = HintBar(state.hints, width: area.width - 2)
        frame.line(
            bar.spans(key: theme.style(.key), label: theme.style(.footer)), in: area.inset(left: 1),
            mark: glyphs.ellipsis)
    }
}

extension DashboardState {
    /// Whether a question waits for its answer, whose keys then count more than what was said last.
    var isAsking: Bool {
        switch overlay {
        case .question, .bulk: true
        case .help, .gone, .picker, .tenants, .palette, .from, .bulkResult, nil: false
        }
    }

    /// The keys that work here, from the keymap.
    var hints: [HintBar.Hint] {
        if let overlay { return overlay.hints }
        if isTypingFilter {
            return [
                HintBar.Hint(key: "Enter", label: "keep the filter", importance: 2),
                HintBar.Hint(key: "Esc", label: "clear it", importance: 3),
                HintBar.Hint(key: "Up/Down", label: "move", importance: 1),
            ]
        }
        let bindings = keys.bindings(at: place).filter { binding in
            !binding.label.isEmpty && !binding.keys.isEmpty && !(isReadOnly && binding.action.writes)
                && isOffered(binding.action)
        }
        return bindings.map {
            HintBar.Hint(key: $0.keys.first?.label ?? "", label: $0.label, importance: $0.importance)
        }
    }

    /// Whether a key of the footer does anything just now.
    private func isOffered(_ action: Action) -> Bool {
        switch action {
        case .mark: !isReadOnly
        case .undo: undo.last(in: tenant) != nil
        case .killNode, .startNode: refusalToChangeNode(action) == nil
        case .goToTicket: events.current?.ticket != nil
        case .history, .eventsOfTicket: place != .payload || events.opened?.ticket != nil
        case .back: place != .tickets || stopsByEscape || !tickets.expression.text.isEmpty
        default: true
        }
    }
}

extension Overlay {
    fileprivate var hints: [HintBar.Hint] {
        let pairs: [(String, String)] =
            switch self {
            case .help(let help):
                help.isTyping
                    ? [("Enter", "keep"), ("Esc", "clear")]
                    : [("Esc", "close"), ("/", "search"), ("j/k", "scroll")]
            case .palette:
                [("Enter", "do it"), ("Tab", "complete"), ("Up/Down", "move"), ("Esc", "cancel")]
            case .from: [("Enter", "show"), ("Esc", "cancel")]
            case .bulk: [("y", "yes"), ("any other key", "no"), ("j/k", "scroll")]
            case .bulkResult: [("Esc", "close"), ("j/k", "scroll")]
            case .question: [("y", "yes"), ("any other key", "no")]
            case .gone: [("Enter", "do it"), ("Up/Down", "move"), ("Esc", "back")]
            case .tenants: [("Enter", "choose"), ("Up/Down", "move"), ("Esc", "cancel")]
            case .picker(let picker):
                picker.options.isEmpty
                    ? [("Enter", "set"), ("Esc", "cancel")]
                    : [("Enter", "set"), ("first letter", "set"), ("j/k", "move"), ("Esc", "cancel")]
            }
        return pairs.enumerated().map { HintBar.Hint(key: $1.0, label: $1.1, importance: 10 - $0) }
    }
}
