import Tickets

// Marking all that the filter shows where not all of it is loaded: page by page.
extension DashboardState {
    mutating func beginMarking() {
        guard isConnected else { return say(.bad, "not connected: the rest of the list cannot be read") }
        let number = nextNumber()
        let marking = Marking(filter: tickets.list.filter, sort: tickets.list.sort, number: number)
        tickets.marking = marking
        read(marking, at: .offset(0))
    }

    private mutating func read(_ marking: Marking, at start: ListQuery.Start) {
        let query = ListQuery(
            filter: marking.filter, sort: marking.sort, limit: TicketsState.largePageSize, start: start)
        ask(.loadPage(number: marking.number, tenant: tenant, query))
    }

    mutating func receive(_ result: Result<TicketPage, Failure>, for marking: Marking) {
        switch result {
        case .success(let page): mark(page, marking)
        case .failure(let failure):
            tickets.marking = nil
            say(.bad, "marking stopped: \(failure.message); \(tickets.marks.count) marked")
        }
    }

    private mutating func mark(_ page: TicketPage, _ marking: Marking) {
        for ticket in page.tickets { if let newest = newest(of: ticket) { tickets.marks.add(newest) } }
        var marking = marking
        marking.read += page.tickets.count
        marking.total = page.total
        let isBounded = tickets.marks.isFull || marking.read >= Marking.limit
        if !page.tickets.isEmpty, !isBounded, let cursor = page.nextCursor {
            marking.number = nextNumber()
            tickets.marking = marking
            return read(marking, at: .cursor(cursor))
        }
        tickets.marking = nil
        sayMarked(of: page.nextCursor == nil ? tickets.marks.shown.count : page.total)
    }

    /// A ticket that was read as the newest that one has heard of it; `nil` when it is not shown any more.
    private func newest(of ticket: Ticket) -> Ticket? {
        var newest = tickets.list.newest(of: ticket, tickets.list.tickets[ticket.id])
        if let heard = tickets.list.heard[ticket.id], heard.revision > newest.revision {
            guard let ticket = heard.ticket else { return nil }
            newest = ticket
        }
        return tickets.list.filter.matches(newest) ? newest : nil
    }
}
