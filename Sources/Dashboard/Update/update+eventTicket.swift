import Screen
import Tickets

// From an event to its ticket.
extension DashboardState {
    /// Asks for the ticket of the event; it is shown when it is there.
    mutating func goToTicketOfEvent() {
        guard let record = events.current else { return say(.info, "no event is chosen") }
        guard let tenant = record.tenant.flatMap({ Tenant($0) }),
            let id = record.ticket.flatMap({ TicketID($0) })
        else { return say(.info, "this event is about no ticket") }
        let number = nextNumber()
        let title = record.change?.ticket.title ?? id.short
        ticketJump = TicketJump(number: number, tenant: tenant, id: id, title: title)
        ask(.loadTicket(number: number, tenant: tenant, id))
    }

    /// Takes in the ticket that was asked for to be shown.
    ///
    /// - Returns: whether it was that one.
    mutating func arrive(_ number: Int, _ result: Result<Ticket, Failure>) -> Bool {
        guard let jump = ticketJump, jump.number == number else { return false }
        ticketJump = nil
        switch result {
        case .success(let ticket): show(ticket)
        case .failure(let failure) where failure.kind == .notFound:
            say(
                .warning,
                "\"\(jump.title)\" was deleted, or never was there; \(hint(.history)) shows its history")
        case .failure(let failure): say(.bad, "the ticket cannot be shown: \(failure.message)")
        }
        return true
    }

    /// Shows a ticket in the list, of its tenant; where the list does not have it, by a filter for its id.
    private mutating func show(_ ticket: Ticket) {
        guard form == nil, overlay == nil else { return }
        events.opened = nil
        choose(ticket.tenant)
        show(.tickets)
        tickets.isTypingFilter = false
        tickets.isDetailOpen = false
        if tickets.list.row(of: ticket.id) == nil {
            editFilter { $0 = LineEditor(ticket.id.description) }
        }
        tickets.wanted = ticket.id
    }

    /// Opens the ticket that is to be shown, as soon as the list has it.
    mutating func openWantedTicket() {
        guard let id = tickets.wanted, view == .tickets else { return }
        guard let row = tickets.list.row(of: id) else {
            if tickets.isLoaded, tickets.load == nil, tickets.filterDueAt == nil { tickets.wanted = nil }
            return
        }
        tickets.wanted = nil
        let height = DashboardLayout(self).ticketRows
        tickets.viewport.move(to: row, count: tickets.list.count, height: height)
        tickets.isDetailOpen = true
        tickets.detail = ScrollPane()
    }
}
