import Screen

extension DashboardState {
    mutating func receive(_ event: TerminalEvent) {
        switch event {
        case .resize(let size): resize(size)
        case .paste(let text): paste(text)
        case .key(let key): press(key)
        case .mouse(let event): receive(event)
        }
    }

    private mutating func resize(_ size: Size) {
        let line = tickets.viewport.line
        self.size = size
        let layout = DashboardLayout(self)
        let count = tickets.list.count
        tickets.viewport.place(
            cursor: tickets.viewport.cursor, atLine: min(line, layout.ticketRows - 1), count: count,
            height: layout.ticketRows)
        scrollDescription()
        showMergeCursor()
    }

    /// Pasted text is data: it goes into what is being typed, and nowhere else.
    private mutating func paste(_ text: String) {
        switch overlay {
        case .tenants(var chooser):
            chooser.editor.insert(text)
            overlay = .tenants(chooser)
        case .gone: break
        case .picker(var picker):
            guard case .assignee(var editor) = picker.field else { return }
            editor.insert(text)
            picker.field = .assignee(editor)
            overlay = .picker(picker)
        case .palette(var palette):
            palette.editor.insert(text)
            palette.viewport = ListViewport()
            overlay = .palette(palette)
        case .from(var prompt):
            prompt.editor.insert(text)
            prompt.problem = nil
            overlay = .from(prompt)
        case .help(var help) where help.isTyping:
            help.search.insert(text)
            overlay = .help(help)
        case .question, .help, .bulk, .bulkResult: break
        case nil: pasteBelow(text)
        }
    }

    private mutating func pasteBelow(_ text: String) {
        if form != nil {
            pasteIntoForm(text)
        } else if isTypingFilter {
            editFilter { $0.insert(text) }
        } else {
            say(.info, "pasted text was left out: nothing is being typed")
        }
    }

    private mutating func press(_ key: Key) {
        switch keys.action(for: key, at: .form) {
        case .redraw: return ask(.redraw)
        case .suspend: return ask(.suspend)
        case .quit: return quit()
        default: break
        }
        if overlay != nil { return pressOnOverlay(key) }
        if form?.merge != nil { return pressInMerge(key) }
        if form != nil { return pressInForm(key) }
        if isTypingFilter { return pressInFilter(key) }
        guard let action = keys.action(for: key, at: place) else { return }
        perform(action)
    }

    /// Ends the dashboard; asks when something typed is not saved.
    mutating func quit() {
        if isAsking { return overlay = nil }
        if hasUnsavedText { return overlay = .question(Question(.quitWithForm)) }
        if bulk != nil { return overlay = .question(Question(.quitWithBulk)) }
        ask(.quit)
    }
}
