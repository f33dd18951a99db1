import Screen
import Tickets

extension Canvas {
    mutating func form(_ form: FormState, _ layout: FormLayout) {
        heading(form, in: layout.heading)
        field(.title, form, in: layout.title)
        line(
            form.title, isFocused: form.focus == .title && form.saving == nil,
            in: FormLayout.value(layout.title))
        field(.description, form, in: layout.description)
        description(form, in: FormLayout.value(layout.description))
        field(.priority, form, in: layout.priority)
        choice(form.priority, isFocused: form.focus == .priority, in: FormLayout.value(layout.priority))
        field(.status, form, in: layout.status)
        choice(form.status, isFocused: form.focus == .status, in: FormLayout.value(layout.status))
        field(.assignee, form, in: layout.assignee)
        line(
            form.assignee, isFocused: form.focus == .assignee && form.saving == nil,
            in: FormLayout.value(layout.assignee))
        message(form, in: layout.message)
        for (index, text) in FormLayout.wrapped(form.notice?.lines ?? [], layout.notice.width - 2)
            .prefix(layout.notice.height).enumerated()
        {
            let mark = index == 0 ? "\(glyphs.warning) " : "  "
            line(mark + text, in: layout.notice.row(index), .warning)
        }
    }

    private mutating func heading(_ form: FormState, in area: Rect) {
        let title =
            switch form.purpose {
            case .create: "New ticket in \(form.tenant.name)"
            case .edit(let ticket): "Edit ticket \(ticket.id.short) of \(form.tenant.name)"
            }
        line(title, in: area, .title)
        let state = form.saving != nil ? "saving\(glyphs.ellipsis)" : form.isChanged ? "not saved" : ""
        lineAtRight(state, in: area, form.saving != nil ? .info : .warning)
    }

    /// The label, with a mark when the field breaks a rule or has the cursor.
    private mutating func field(_ field: TicketField, _ form: FormState, in area: Rect) {
        let isFocused = form.focus == field
        let isWrong = form.violation(field) != nil
        let mark = isWrong ? String(glyphs.cross) : isFocused ? String(glyphs.cursor) : " "
        let name = field.rawValue.prefix(1).uppercased() + field.rawValue.dropFirst()
        let role: Role = isWrong ? .bad : isFocused ? .strong : .faint
        let label = area.splitLeft(area.width - FormLayout.value(area).width - 1).left
        line("\(mark)\(name)", in: label.row(0), role)
    }

    private mutating func line(_ editor: LineEditor, isFocused: Bool, in area: Rect) {
        fill(area, isFocused ? .fieldFocused : .field)
        guard isFocused else { return line(editor.text, in: area, .field) }
        let window = editor.window(width: area.width)
        typed(window.text, in: area, .fieldFocused)
        frame.cursor = Point(x: area.x + window.column, y: area.y)
    }

    private mutating func description(_ form: FormState, in area: Rect) {
        let isFocused = form.focus == .description && form.saving == nil
        fill(area, isFocused ? .fieldFocused : .field)
        let window = form.description.window(size: area.size)
        for (index, row) in window.rows.prefix(area.height).enumerated() {
            typed(row, in: area.row(index), isFocused ? .fieldFocused : .field)
        }
        if isFocused { frame.cursor = Point(x: area.x + window.cursor.x, y: area.y + window.cursor.y) }
    }

    /// All options side by side, the chosen one in brackets; only that one where there is no room.
    private mutating func choice(_ choice: Choice, isFocused: Bool, in area: Rect) {
        let names = choice.options.map { $0 == "in_progress" ? "in progress" : $0 }
        let all = names.enumerated().map { index, name in
            Piece(
                index == choice.index ? "[\(name)] " : " \(name)  ",
                index == choice.index ? (isFocused ? .fieldFocused : .strong) : .faint)
        }
        let columns = all.reduce(0) { $0 + $1.columns }
        if columns <= area.width + 1 { return line(all, in: area) }
        line(
            [
                Piece(
                    "\(glyphs.arrowLeft)[\(names[choice.index])]\(glyphs.arrowRight)",
                    isFocused ? .fieldFocused : .strong)
            ],
            in: area)
    }

    private mutating func message(_ form: FormState, in area: Rect) {
        if let problem = form.problem {
            let text = FormLayout.wrapped([problem], area.width - 2)
            let lines = text.enumerated().map { index, line in
                [Piece((index == 0 ? "\(glyphs.cross) " : "  ") + line, .bad)]
            }
            return self.lines(lines, in: area)
        }
        let wrong = [form.focus] + FormState.fields.filter { $0 != form.focus }
        for field in wrong {
            guard let violation = form.violation(field) else { continue }
            return line("\(glyphs.cross) \(field.rawValue) \(violation)", in: area, .bad)
        }
        guard let room = form.room(form.focus) else {
            return line("  Left, Right, Space or the first letter choose", in: area, .faint)
        }
        line("  \(room) characters left", in: area, .faint)
    }
}
