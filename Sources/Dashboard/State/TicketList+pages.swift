import Tickets

extension TicketList {
    /// Puts a newly read beginning of the list in the place of what was loaded.
    mutating func replace(with read: [Ticket], total: Int, isComplete: Bool) {
        var old: [TicketID: Ticket] = [:]
        swap(&old, &tickets)
        hidden.removeAll()
        rows.removeAll(keepingCapacity: true)
        take(read.map { newest(of: $0, old[$0.id]) })
        finish(end: read.last, total: total, isComplete: isComplete)
    }

    /// Puts the next page behind what is loaded.
    mutating func append(_ read: [Ticket], total: Int, isComplete: Bool) {
        take(read.map { newest(of: $0, tickets[$0.id]) })
        finish(end: read.last ?? end, total: total, isComplete: isComplete)
    }

    private func newest(of read: Ticket, _ known: Ticket?) -> Ticket {
        guard let known, known.revision > read.revision else { return read }
        return known
    }

    private mutating func take(_ read: [Ticket]) {
        for ticket in read {
            if let heard = heard[ticket.id], heard.revision > ticket.revision {
                if let newer = heard.ticket { put(newer) }
            } else {
                put(ticket)
            }
        }
    }

    private mutating func finish(end: Ticket?, total: Int, isComplete: Bool) {
        self.end = end
        self.isComplete = isComplete
        for entry in heard.values {
            if let ticket = entry.ticket, tickets[ticket.id] == nil, covers(ticket) { put(ticket) }
        }
        self.total = isComplete ? rows.count : max(total, rows.count)
    }

    private mutating func put(_ ticket: Ticket) {
        guard filter.matches(ticket) else { return }
        if let row = row(of: ticket.id) {
            rows.remove(at: row)
            tickets[ticket.id] = nil
        }
        rows.insert(ticket.id, at: place(of: ticket))
        tickets[ticket.id] = ticket
    }

    /// Orders what is loaded anew; only right when everything is loaded.
    mutating func resort(_ sort: TicketSort) {
        self.sort = sort
        rows = tickets.values.sorted(by: sort.areInOrder).map(\.id)
        end = self[rows.count - 1]
    }

    /// Forgets what one has heard of tickets that are there: a reading that begins now knows them at
    /// least as well, and knows which are gone. That a ticket was deleted is remembered.
    mutating func forgetPresent() {
        heard = heard.count > TicketList.heardLimit ? [:] : heard.filter { $0.value.ticket == nil }
    }

    /// Shows at once what another filter leaves of the loaded tickets, before the service answers.
    /// What it hides comes back when the next letter shows it again.
    mutating func narrow(to filter: TicketFilter) {
        self.filter = filter
        hidden.merge(tickets) { _, shown in shown }
        tickets = hidden.filter { filter.matches($0.value) }
        for id in tickets.keys { hidden[id] = nil }
        rows = tickets.values.sorted(by: sort.areInOrder).map(\.id)
    }
}
