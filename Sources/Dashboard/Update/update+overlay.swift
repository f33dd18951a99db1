import Screen
import Tickets

extension DashboardState {
    mutating func pressOnOverlay(_ key: Key) {
        switch overlay {
        case .help(let help): press(key, in: help)
        case .question(let question): answer(question, key)
        case .gone(let gone): press(key, in: gone)
        case .picker(let picker): press(key, in: picker)
        case .tenants(let chooser): press(key, in: chooser)
        case .palette(let palette): press(key, in: palette)
        case .from(let prompt): press(key, in: prompt)
        case .bulk(let question): press(key, in: question)
        case .bulkResult(let result): press(key, in: result)
        case nil: break
        }
    }

    /// `y` says yes, every other key no; a key typed before the question could be read is no answer.
    private mutating func answer(_ question: Question, _ key: Key) {
        guard question.isShown else { return }
        overlay = nil
        guard key == .character("y") else {
            if case .openDraft = question.subject {
                say(.info, "the form is kept and offered again at the next start")
            }
            return
        }
        switch question.subject {
        case .delete(let ticket): delete(ticket)
        case .undoCreate(let ticket): undoCreation(of: ticket)
        case .restoreRevision(let wanted, let latest): restore(wanted, over: latest)
        case .cancelForm: closeForm()
        case .quitWithForm:
            ask(.discardDraft)
            ask(.quit)
        case .quitWithBulk: ask(.quit)
        case .openDraft(let draft): open(draft)
        case .replaceFile(let export): replaceFile(by: export)
        case .killNode(let node): kill(node)
        }
    }

    private mutating func press(_ key: Key, in picker: Picker) {
        var picker = picker
        if case .assignee(var editor) = picker.field {
            if key == .enter { return set(picker) }
            if key == .escape { return overlay = nil }
            _ = editor.handle(key)
            picker.field = .assignee(editor)
            return overlay = .picker(picker)
        }
        switch key {
        case .enter: return set(picker)
        case .escape, .character("q"): return overlay = nil
        case .down, .right, .character("j"), .tab:
            picker.index = min(picker.index + 1, picker.options.count - 1)
        case .up, .left, .character("k"), .backTab: picker.index = max(0, picker.index - 1)
        case .character(let letter):
            let first = picker.options.firstIndex { $0.first == letter }
            let digit = letter.wholeNumberValue.map { $0 - 1 }
            guard let index = first ?? digit, picker.options.indices.contains(index) else { return }
            picker.index = index
            return set(picker)
        default: break
        }
        overlay = .picker(picker)
    }

    private mutating func press(_ key: Key, in chooser: TenantChooser) {
        var chooser = chooser
        let rows = chooser.rows(knownTenants)
        let height = TenantBox(state: self).rows
        switch key {
        case .escape: return overlay = nil
        case .enter:
            guard rows.indices.contains(chooser.viewport.cursor) else { return }
            return pick(rows[chooser.viewport.cursor].tenant)
        case .down, .tab: chooser.viewport.move(by: 1, count: rows.count, height: height)
        case .up, .backTab: chooser.viewport.move(by: -1, count: rows.count, height: height)
        case .pageDown: chooser.viewport.move(by: height, count: rows.count, height: height)
        case .pageUp: chooser.viewport.move(by: -height, count: rows.count, height: height)
        default:
            let before = chooser.editor.text
            _ = chooser.editor.handle(key)
            if chooser.editor.text != before { chooser.viewport = ListViewport() }
        }
        overlay = .tenants(chooser)
    }

    /// The tenants that were read, with the shown one in any case.
    var knownTenants: [TenantCount] {
        guard case .success(let counts) = tenants else { return [] }
        return counts
    }
}

extension TenantChooser.Row {
    var tenant: Tenant {
        switch self {
        case .known(let count): count.tenant
        case .new(let tenant): tenant
        }
    }
}
