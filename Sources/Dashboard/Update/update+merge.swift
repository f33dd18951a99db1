import Screen
import Tickets

extension DashboardState {
    mutating func pressInMerge(_ key: Key) {
        switch keys.action(for: key, at: .merge) {
        case .down: stepInMerge(1)
        case .up: stepInMerge(-1)
        case .top: stepInMerge(-TicketField.allCases.count)
        case .bottom: stepInMerge(TicketField.allCases.count)
        case .pageDown: scrollMerge(.pageDown)
        case .pageUp: scrollMerge(.pageUp)
        case .halfPageDown: scrollMerge(.halfPageDown)
        case .halfPageUp: scrollMerge(.halfPageUp)
        case .takeBefore: chooseInMerge(.before)
        case .takeTheirs: chooseInMerge(.theirs)
        case .takeMine: chooseInMerge(.mine)
        case .save: saveMerge()
        case .editMerged: editMerged()
        case .cancel: leaveMerge()
        case .help: overlay = .help(HelpState())
        default: break
        }
    }

    private mutating func stepInMerge(_ count: Int) {
        guard var merge = form?.merge else { return }
        merge.cursor = min(max(0, merge.cursor + count), max(0, merge.fields.count - 1))
        form?.merge = merge
        showMergeCursor()
    }

    private mutating func chooseInMerge(_ side: Merge.Side) {
        form?.merge?.choose(side)
        showMergeCursor()
    }

    private mutating func scrollMerge(_ action: Action) {
        guard var merge = form?.merge else { return }
        let page = MergePage(merge, in: self)
        let height = mergeArea.height
        merge.pane.scroll(
            by: target(of: action, from: 0, count: 0, height: height), count: page.lines.count,
            height: height)
        form?.merge = merge
    }

    /// Scrolls so that the field under the cursor begins on the screen, and ends there if it can.
    mutating func showMergeCursor() {
        guard var merge = form?.merge else { return }
        let page = MergePage(merge, in: self)
        let (height, count) = (mergeArea.height, page.lines.count)
        guard page.places.indices.contains(merge.cursor) else { return }
        let place = page.places[merge.cursor]
        let shown = merge.pane.visible(count: count, height: height)
        if place.upperBound > shown.upperBound {
            merge.pane.scroll(by: place.upperBound - shown.upperBound, count: count, height: height)
        }
        if place.lowerBound < merge.pane.top {
            merge.pane.scroll(by: place.lowerBound - merge.pane.top, count: count, height: height)
        }
        form?.merge = merge
    }

    private var mergeArea: Rect { DashboardLayout(self).page }

    /// Puts what was chosen into the form, on top of how the ticket stands now; `false` when a field is
    /// not chosen for.
    private mutating func takeMerged() -> Bool {
        guard var form, let merge = form.merge, merge.isShown else { return false }
        if let undecided = merge.undecided {
            form.merge?.cursor = undecided
            self.form = form
            showMergeCursor()
            let name = merge.fields[undecided].field.rawValue
            say(.warning, "choose for \(name) first: \(mergeKeys)")
            return false
        }
        form.settle(on: merge.theirs)
        for field in merge.fields { form[field.field] = field.choice.map(field.text) ?? field.mine }
        self.form = form
        return true
    }

    /// The keys that choose, such as `b before, t theirs, m mine`.
    var mergeKeys: String {
        "\(hint(.takeBefore)) before, \(hint(.takeTheirs)) theirs, \(hint(.takeMine)) mine"
    }

    private mutating func saveMerge() {
        guard takeMerged() else { return }
        save()
    }

    /// Goes on in the form with what was chosen.
    private mutating func editMerged() {
        let field = form?.merge.flatMap { $0.fields.indices.contains($0.cursor) ? $0.fields[$0.cursor] : nil }
        guard takeMerged() else { return }
        if let field { form?.focus = field.field }
        form?.draftDueAt = now
        scrollDescription()
    }

    /// Back to what was typed; the next save compares again.
    private mutating func leaveMerge() {
        form?.merge = nil
        note(
            "Nothing is saved: the ticket was changed meanwhile.", "\(hint(.save)) compares before it saves.")
    }

    /// Says in the form what has to be known before it is saved.
    mutating func note(_ lines: String...) { form?.notice = FormState.Notice(lines: lines) }
}
