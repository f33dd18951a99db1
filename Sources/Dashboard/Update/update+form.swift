import Screen
import Tickets

extension DashboardState {
    mutating func pressInForm(_ key: Key) {
        guard var form else { return }
        if form.notice?.isShown == true { form.notice?.isRead = true }
        if form.saving != nil { return say(.info, "saving; the text is kept until the answer is there") }
        if form.focus == .description, key == .control("e") { return openEditor() }
        switch keys.action(for: key, at: .form) {
        case .save: return save()
        case .nextField: form.step(1)
        case .previousField: form.step(-1)
        case .editor: return openEditor()
        case .cancel: return cancelForm()
        case .help: return overlay = .help(HelpState())
        default:
            let before = form[form.focus]
            form.press(key, descriptionSize: FormLayout(self).descriptionSize)
            if form[form.focus] != before { form.changed(now) }
        }
        self.form = form
    }

    mutating func pasteIntoForm(_ text: String) {
        guard var form, form.merge == nil else { return }
        if form.saving != nil { return say(.warning, "pasted text was left out: the form is being saved") }
        switch form.focus {
        case .title: form.title.insert(text)
        case .assignee: form.assignee.insert(text)
        case .description: form.description.insert(text)
        case .priority, .status, .createdBy: return say(.info, "pasted text was left out: this is a choice")
        }
        form.changed(now)
        self.form = form
        scrollDescription()
    }

    /// Scrolls the description so that its cursor is shown.
    mutating func scrollDescription() {
        let size = FormLayout(self).descriptionSize
        form?.description.scroll(size)
    }

    private mutating func cancelForm() {
        if hasUnsavedText { return overlay = .question(Question(.cancelForm)) }
        closeForm()
    }

    mutating func closeForm() {
        form = nil
        ask(.discardDraft)
    }

    private mutating func openEditor() {
        guard let form else { return }
        saveDraftNow()
        ask(.edit(text: form.description.text))
    }

    mutating func receiveEdited(_ text: String?, _ problem: String?) {
        if let problem { say(.bad, problem) }
        guard var form, var text else { return }
        // An editor ends a file with a line end that nobody typed.
        if text.hasSuffix("\n"), !form.description.text.hasSuffix("\n") { text.removeLast() }
        guard text != form.description.text else { return }
        form.description = TextEditor(text)
        form.focus = .description
        form.changed(now)
        self.form = form
    }

    /// Keeps the form's text on disk.
    mutating func saveDraftNow() {
        form?.draftDueAt = nil
        guard let form, form.isChanged else { return }
        ask(.saveDraft(form.draft))
    }

    mutating func offer(_ draft: SavedDraft) {
        // Read-only, it waits for a dashboard that can save it.
        guard form == nil, !isReadOnly else { return }
        overlay = .question(Question(.openDraft(draft)))
    }
}

extension FormState {
    /// Goes to another field, around the ends.
    mutating func step(_ count: Int) {
        touched.insert(focus)
        let index = FormState.fields.firstIndex(of: focus) ?? 0
        let all = FormState.fields.count
        focus = FormState.fields[(index + count + all) % all]
    }

    /// What a key does in the field that has the cursor.
    mutating func press(_ key: Key, descriptionSize: Size) {
        let isUsed: Bool
        switch focus {
        case .title: isUsed = title.handle(key)
        case .description: isUsed = description.handle(key, size: descriptionSize)
        case .priority: isUsed = priority.handle(key)
        case .status: isUsed = status.handle(key)
        case .assignee: isUsed = assignee.handle(key)
        case .createdBy: isUsed = false
        }
        guard !isUsed else { return }
        switch key {
        case .enter, .down: step(1)
        case .up: step(-1)
        default: break
        }
    }

    /// Notes that the text of the field with the cursor changed.
    mutating func changed(_ now: Timestamp) {
        touched.insert(focus)
        refused.removeAll { $0.field == focus.rawValue }
        problem = nil
        draftDueAt = draftDueAt ?? now.advanced(by: .milliseconds(300))
    }
}
