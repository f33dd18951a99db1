import Screen
import Tickets

extension DashboardState {
    /// Takes a change into the list, with the cursor on its ticket at its line of the screen.
    mutating func fold(_ change: TicketChange, isOwn: Bool) {
        guard change.ticket.tenant == tenant else { return }
        let isSelected = tickets.selected?.id == change.ticket.id
        if tickets.load == nil, tickets.list.heard.count > TicketList.heardLimit {
            tickets.list.forgetPresent()
        }
        let outcome = tickets.list.apply(change)
        follow(outcome, isSelected: isSelected)
        if case .removed = outcome, isSelected { selectedRowWent(change, isOwn: isOwn) }
        if outcome != .nothing || !change.leavesTicket { concern(change, isOwn: isOwn) }
    }

    private mutating func follow(_ outcome: TicketList.Outcome, isSelected: Bool) {
        let height = DashboardLayout(self).ticketRows
        let count = tickets.list.rows.count
        switch outcome {
        case .nothing, .updated: break
        case .inserted(let row):
            tickets.viewport.inserted(at: row, count: count, height: height)
            if row < tickets.viewport.top { tickets.newAbove += 1 }
        case .removed(let row):
            tickets.viewport.removed(row..<row + 1, count: count, height: height)
        case .moved(_, let target) where isSelected:
            let line = tickets.viewport.line
            tickets.viewport.place(cursor: target, atLine: line, count: count, height: height)
        case .moved(let origin, let target):
            tickets.viewport.removed(origin..<origin + 1, count: count, height: height)
            tickets.viewport.inserted(at: target, count: count, height: height)
        }
    }

    private mutating func selectedRowWent(_ change: TicketChange, isOwn: Bool) {
        tickets.isDetailOpen = false
        tickets.detail = ScrollPane()
        guard !isOwn else { return }
        let who = change.actor.map { " by \($0)" } ?? ""
        let what = change.leavesTicket ? "was changed\(who) and left the list" : "was deleted\(who)"
        say(.warning, "\"\(change.ticket.title)\" \(what)")
    }

    /// A question or a choice about a ticket that is gone goes; a form is told.
    private mutating func concern(_ change: TicketChange, isOwn: Bool) {
        if !change.leavesTicket { dropOverlay(about: change.ticket.id) }
        guard !isOwn, var form, form.saving == nil, case .edit(let base) = form.purpose,
            base.id == change.ticket.id, change.revision > base.revision
        else { return }
        let who = change.actor ?? "Somebody"
        let fields = change.changes.map(\.field.rawValue).joined(separator: ", ")
        let what =
            change.leavesTicket ? "changed \(fields.isEmpty ? "the ticket" : fields)" : "deleted the ticket"
        form.notice = FormState.Notice(lines: ["\(who) \(what) meanwhile; Ctrl-S compares before it saves."])
        self.form = form
    }

    private mutating func dropOverlay(about id: TicketID) {
        switch overlay {
        case .question(let question):
            switch question.subject {
            case .delete(let ticket), .undoCreate(let ticket): if ticket.id == id { overlay = nil }
            case .cancelForm, .quitWithForm, .openDraft, .replaceFile: break
            }
        case .picker(let picker): if picker.ticket.id == id { overlay = nil }
        case .help, .tenants, .palette, nil: break
        }
    }
}
