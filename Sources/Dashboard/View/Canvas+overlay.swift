import Screen
import Tickets

extension Canvas {
    mutating func overlay(_ state: DashboardState) {
        switch state.overlay {
        case .help(let help): self.help(help, state)
        case .question(let question): self.question(question, state)
        case .gone(let choice): gone(choice, state)
        case .picker(let picker): self.picker(picker, state)
        case .tenants(let chooser): tenants(chooser, state)
        case .palette(let palette): self.palette(palette, state)
        case .from(let prompt): from(prompt, state)
        case .bulk(let question): bulk(question, state)
        case .bulkResult(let result): bulkResult(result, state)
        case nil: break
        }
    }

    private func middle(_ state: DashboardState) -> Rect { Rect(state.size).inset(top: 1, bottom: 1) }

    private mutating func question(_ question: Question, _ state: DashboardState) {
        let width = min(60, max(1, state.size.width - 6))
        let (title, text) = words(question.subject)
        let lines = TextLayout.wrap(text, to: width)
        let answer = [Piece("y", .key), Piece(" yes   "), Piece("any other key", .key), Piece(" no")]
        let area = box(title, contents: Size(width: width, height: lines.count + 2), in: middle(state))
        self.lines(lines.map { [Piece($0)] } + [[], answer], in: area)
    }

    private func words(_ subject: Question.Subject) -> (title: String, text: String) {
        switch subject {
        case .delete(let ticket):
            ("Delete", "Delete \"\(ticket.title)\" (\(ticket.status.label), \(ticket.priority.rawValue))?")
        case .undoCreate(let ticket):
            ("Undo", "Undoing the last change deletes \"\(ticket.title)\". Delete it?")
        case .restoreRevision(let wanted, let latest): ("Restore", restoring(wanted, latest))
        case .cancelForm: ("Not saved", "Leave the form and throw away what you typed?")
        case .quitWithForm: ("Not saved", "Quit and throw away what you typed?")
        case .replaceFile(let export):
            ("Export", "There is a file \(export.path) already. Replace it?")
        case .killNode(let node):
            ("Kill a server", "Kill \(node) of the local cluster, as a crash would (SIGKILL)?")
        case .quitWithBulk:
            (
                "Not done yet",
                "Some of the marked tickets are not changed yet. Quit and leave them as they are?"
            )
        case .openDraft(let draft):
            (
                "Unfinished form",
                "A form was left unfinished in \(draft.tenant): \"\(draft.fields["title"] ?? "")\". Open it?"
            )
        }
    }

    private func restoring(_ wanted: TicketChange, _ latest: TicketChange) -> String {
        let title = "\"\(latest.ticket.title)\""
        let names = latest.ticket.changes(to: wanted.ticket).map(\.field.rawValue).joined(separator: ", ")
        let changes = names.isEmpty ? "" : " This changes \(names)."
        return latest.leavesTicket
            ? "Set \(title) back to revision \(wanted.revision)?\(changes)"
            : "Bring \(title) back, as in revision \(wanted.revision)?\(changes)"
    }

    private mutating func picker(_ picker: Picker, _ state: DashboardState) {
        let width = min(40, max(1, state.size.width - 6))
        if case .assignee(let editor) = picker.field {
            let area = box("Assignee", contents: Size(width: width, height: 2), in: middle(state))
            line(picker.subject, in: area.row(0), .faint)
            fill(area.row(1), .fieldFocused)
            let window = editor.window(width: area.width)
            typed(window.text, in: area.row(1), .fieldFocused)
            frame.cursor = Point(x: area.x + window.column, y: area.y + 1)
            return
        }
        let name = picker.field.name.prefix(1).uppercased() + picker.field.name.dropFirst()
        let size = Size(width: width, height: picker.options.count + 1)
        let area = box(name, contents: size, in: middle(state))
        line(picker.subject, in: area.row(0), .faint)
        options(picker, in: area.height > picker.options.count ? area.inset(top: 1) : area)
    }

    /// The options, with the chosen one on the screen however low that is.
    private mutating func options(_ picker: Picker, in area: Rect) {
        let first = max(0, min(picker.index, picker.index + 1 - area.height))
        for (line, option) in picker.options.dropFirst(first).prefix(area.height).enumerated() {
            let row = area.row(line)
            let isChosen = first + line == picker.index
            if isChosen { cursor(in: row) } else { fill(row, .text) }
            let shown = option == "in_progress" ? "in progress" : option
            self.line(shown, in: row.inset(left: 2), isChosen ? .selection : .text)
        }
    }

    private mutating func tenants(_ chooser: TenantChooser, _ state: DashboardState) {
        let size = TenantBox(state: state)
        let area = box("Tenant", contents: Size(width: size.width, height: size.rows + 1), in: middle(state))
        fill(area.row(0), .fieldFocused)
        let window = chooser.editor.window(width: area.width)
        typed(window.text, in: area.row(0), .fieldFocused)
        frame.cursor = Point(x: area.x + window.column, y: area.y)
        let rows = chooser.rows(state.knownTenants)
        let below = area.inset(top: 1)
        if rows.isEmpty {
            let text = TextLayout.wrap(nothing(chooser, state), to: below.width)
            return lines(text.map { [Piece($0, .faint)] }, in: below)
        }
        for (line, row) in chooser.viewport.visible(count: rows.count, height: below.height).enumerated() {
            tenant(rows[row], isSelected: row == chooser.viewport.cursor, in: below.row(line))
        }
    }

    private mutating func tenant(_ row: TenantChooser.Row, isSelected: Bool, in area: Rect) {
        if isSelected { cursor(in: area) }
        let role: Role = isSelected ? .selection : .text
        switch row {
        case .known(let count):
            line(count.tenant.name, in: area.inset(left: 2, right: 8), role)
            lineAtRight("\(count.tickets)", in: area, isSelected ? .selection : .faint)
        case .new(let tenant): line("start \"\(tenant)\"", in: area.inset(left: 2), role)
        }
    }

    private func nothing(_ chooser: TenantChooser, _ state: DashboardState) -> String {
        switch state.tenants {
        case nil: "Loading\(glyphs.ellipsis)"
        case .failure(let failure): "\(glyphs.cross) \(failure.message); a name can be typed"
        case .success:
            chooser.editor.text.isEmpty
                ? "No tenants yet; type a name" : "A name has 1 to 64 of A-Z a-z 0-9 _ -"
        }
    }
}
