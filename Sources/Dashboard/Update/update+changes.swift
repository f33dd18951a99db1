import Screen
import Tickets

extension DashboardState {
    /// Takes a change into the list, with the cursor on its ticket at its line of the screen.
    mutating func fold(_ change: TicketChange, isOwn: Bool) {
        guard change.ticket.tenant == tenant else { return }
        let id = change.ticket.id
        let isSelected = tickets.selected?.id == id
        if tickets.load == nil, tickets.list.heard.count > TicketList.heardLimit {
            tickets.list.forgetPresent()
        }
        if tickets.list.isNews(change) { tickets.counts.apply(change) }
        let shown = shownRows
        let outcome = tickets.list.apply(change)
        follow(outcome, isSelected: isSelected && tickets.list.tickets[id] != nil)
        noteDrift(outcome)
        if isSelected, tickets.list.tickets[id] == nil {
            selectedRowWent(change, isOwn: isOwn)
        } else if case .removed(let row) = outcome, shown.contains(row), !isOwn {
            rowWent(change)
        }
        flash(change.ticket.id, outcome)
        if outcome != .nothing || !change.leavesTicket { concern(change, isOwn: isOwn) }
    }

    private mutating func follow(_ outcome: TicketList.Outcome, isSelected: Bool) {
        let height = DashboardLayout(self).ticketRows
        let count = tickets.list.count
        switch outcome {
        case .nothing, .updated: break
        case .inserted(let row):
            tickets.viewport.inserted(at: row, count: count, height: height)
            announce(row)
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
        say(.warning, departure(of: change))
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
            case .cancelForm, .quitWithForm, .openDraft: break
            }
        case .picker(let picker): if picker.ticket.id == id { overlay = nil }
        case .help, .tenants, nil: break
        }
    }
}
