import Screen
import Tickets

// Asking for a change of all marked tickets.
extension DashboardState {
    /// Does to the marked tickets what a key does to one.
    ///
    /// - Returns: whether it is for them. Marked tickets that the filter hides are never meant, and an
    ///   open ticket is meant alone.
    mutating func performOnMarked(_ action: Action) -> Bool {
        guard !tickets.isDetailOpen, !tickets.marks.shown.isEmpty else { return false }
        switch action {
        case .deleteTicket, .setStatus, .setPriority, .setAssignee: break
        default: return false
        }
        if bulk != nil {
            say(.warning, bulkIsUnderWay)
        } else if tickets.marking != nil {
            say(.info, "still marking; Esc stops")
        } else {
            choose(action, for: markedTargets)
        }
        return true
    }

    /// The marked tickets that the filter shows, in the order of the list.
    private var markedTargets: [Ticket] {
        tickets.list.sort.sorted(tickets.marks.shown.compactMap { tickets.marks.tickets[$0] })
    }

    private mutating func choose(_ action: Action, for marked: [Ticket]) {
        guard let first = marked.first else { return }
        switch action {
        case .deleteTicket: askBulk(.delete, marked, unchanged: [])
        case .setStatus: pick(.status, of: marked, index: first.status.rank)
        case .setPriority: pick(.priority, of: marked, index: first.priority.rank)
        case .setAssignee: pick(.assignee(LineEditor("")), of: marked, index: 0)
        default: break
        }
    }

    private mutating func pick(_ field: Picker.Field, of marked: [Ticket], index: Int) {
        guard let first = marked.first else { return }
        overlay = .picker(Picker(ticket: first, marked: marked, field: field, index: index))
    }

    /// Asks whether the marked tickets shall get what was chosen.
    mutating func askBulk(_ picker: Picker) {
        do throws(FieldViolation) {
            let patch = try picker.patch
            let targets = picker.marked.filter { patch.applied(to: $0, at: now) != nil }
            let hit = Set(targets.map(\.id))
            let unchanged = picker.marked.map(\.id).filter { !hit.contains($0) }
            askBulk(.set(patch, field: picker.field.name, value: picker.value), targets, unchanged: unchanged)
        } catch {
            overlay = .picker(picker)
            say(.bad, "\(error.field) \(error.message)")
        }
    }

    private mutating func askBulk(_ deed: BulkDeed, _ targets: [Ticket], unchanged: [TicketID]) {
        overlay = nil
        guard !targets.isEmpty else {
            return say(.info, "nothing to change: the marked tickets are so already")
        }
        overlay = .bulk(
            BulkQuestion(deed: deed, targets: targets, hidden: tickets.marks.hidden, unchanged: unchanged))
    }

    mutating func press(_ key: Key, in question: BulkQuestion) {
        guard question.isShown else { return }
        let page = BulkPage(question, in: self)
        if let step = scrolling(key, page) {
            var question = question
            question.pane.scroll(by: step, count: page.count, height: page.height)
            return overlay = .bulk(question)
        }
        overlay = nil
        guard key == .character("y") else { return }
        begin(question)
    }

    mutating func press(_ key: Key, in result: BulkResult) {
        guard result.isShown else { return }
        let page = BulkPage(result, in: self)
        if let step = scrolling(key, page) {
            var result = result
            result.pane.scroll(by: step, count: page.count, height: page.height)
            return overlay = .bulkResult(result)
        }
        switch key {
        case .escape, .enter, .character("q"): overlay = nil
        default: break
        }
    }

    /// By how many lines a key scrolls a dialog; `nil`: it does not.
    private func scrolling(_ key: Key, _ page: BulkPage) -> Int? {
        guard let action = keys.action(for: key, at: .ticket) else { return nil }
        switch action {
        case .top: return -page.count
        case .bottom: return page.count
        case .down, .up, .pageDown, .pageUp, .halfPageDown, .halfPageUp:
            return target(of: action, from: 0, count: 0, height: page.height)
        default: return nil
        }
    }
}
