import Screen
import Tickets

extension DashboardState {
    /// Takes in a change that the live feed told.
    mutating func hear(_ change: TicketChange) {
        extendHistory(change, isOwn: false)
        if isOfBulk(change) { return withoutNews { $0.fold(change, isOwn: true) } }
        fold(change, isOwn: false)
    }

    /// Takes a change into the list, with the cursor on its ticket at its line of the screen.
    mutating func fold(_ change: TicketChange, isOwn: Bool) {
        guard change.ticket.tenant == tenant else { return }
        let id = change.ticket.id
        let (isSelected, isOnTicket) = (tickets.selected?.id == id, tickets.selected != nil)
        if tickets.load == nil, tickets.list.heard.count > TicketList.heardLimit {
            tickets.list.forgetPresent()
        }
        if tickets.list.isNews(change) { tickets.counts.apply(change) }
        tickets.marks.take(change)
        let shown = shownRows
        let outcome = tickets.list.apply(change)
        if case .inserted(let row) = outcome, !isOnTicket { announce(row) }
        // A row that is not loaded yet is a place, not a ticket: the cursor stays there.
        if isOnTicket { follow(outcome, isSelected: isSelected && tickets.list.tickets[id] != nil) }
        noteDrift(outcome)
        if isSelected, tickets.list.tickets[id] == nil {
            selectedRowWent(change, isOwn: isOwn)
        } else if case .removed(let row) = outcome, shown.contains(row), !isOwn {
            rowWent(change)
        }
        flash(change.ticket.id, outcome)
        if !change.leavesTicket { dropOverlay(about: id) }
        if !isOwn { tellForm(change) }
        extendRecent(change)
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

    /// A question or a choice about a ticket that is gone goes.
    private mutating func dropOverlay(about id: TicketID) {
        switch overlay {
        case .gone: break
        case .question(let question):
            switch question.subject {
            case .restoreRevision: break
            case .delete(let ticket), .undoCreate(let ticket): if ticket.id == id { overlay = nil }
            case .cancelForm, .quitWithForm, .quitWithBulk, .openDraft, .replaceFile, .killNode: break
            }
        case .picker(let picker): if picker.marked.isEmpty, picker.ticket.id == id { overlay = nil }
        // What is gone is told when the rest is done.
        case .bulk, .bulkResult: break
        case .help, .tenants, .palette, .from, nil: break
        }
    }
}
