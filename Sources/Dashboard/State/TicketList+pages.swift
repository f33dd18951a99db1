import Tickets

extension TicketList {
    /// Puts newly read rows in the place of all that was loaded.
    ///
    /// - Parameters:
    ///   - above: how many rows of the list stand before them.
    ///   - total: how many rows there are.
    ///   - isLast: whether no row follows.
    mutating func replace(with read: [Ticket], above: Int = 0, total: Int, isLast: Bool) {
        var old: [TicketID: Ticket] = [:]
        swap(&old, &tickets)
        hidden.removeAll()
        rows.removeAll(keepingCapacity: true)
        isDrifting = false
        isOpenEnded = filter.leavesOutHere && !isLast
        self.above = above
        below = 0
        end = read.last
        take(read.map { newest(of: $0, old[$0.id]) })
        takeHeard(between: above > 0 ? read.first : nil, and: isLast ? nil : read.last)
        count(total: total, isLast: isLast)
    }

    /// Puts the next page behind what is loaded of a list with an open end.
    mutating func append(_ read: [Ticket], isLast: Bool) {
        let former = end
        end = read.last ?? end
        isOpenEnded = !isLast
        take(read.map { newest(of: $0, tickets[$0.id]) })
        takeHeard(between: former, and: isLast ? nil : read.last)
    }

    /// How many rows stand below the loaded ones when there are so many in all.
    mutating func count(total: Int, isLast: Bool) {
        below = isLast || filter.leavesOutHere ? 0 : max(1, total - above - rows.count)
    }

    func newest(of read: Ticket, _ known: Ticket?) -> Ticket {
        guard let known, known.revision > read.revision else { return read }
        return known
    }

    /// Takes read tickets in, each as the newest that one has heard of it.
    mutating func take(_ read: [Ticket]) {
        for ticket in read {
            if let heard = heard[ticket.id], heard.revision > ticket.revision {
                if let newer = heard.ticket { put(newer) }
            } else {
                put(ticket)
            }
        }
    }

    /// Takes in what one has heard of tickets that stand between two others and were not read.
    ///
    /// - Parameters:
    ///   - first: `nil`: from the beginning of the list.
    ///   - last: `nil`: to its end.
    mutating func takeHeard(between first: Ticket?, and last: Ticket?) {
        for entry in heard.values {
            guard let ticket = entry.ticket, tickets[ticket.id] == nil else { continue }
            if let first, !sort.areInOrder(first, ticket) { continue }
            if let last, !sort.areInOrder(ticket, last) { continue }
            put(ticket)
        }
    }

    private mutating func put(_ ticket: Ticket) {
        guard filter.matches(ticket) else { return }
        if let index = index(of: ticket.id) {
            rows.remove(at: index)
            tickets[ticket.id] = nil
        }
        rows.insert(ticket.id, at: place(of: ticket))
        tickets[ticket.id] = ticket
    }

    /// Forgets the rows, before the list is read in another order.
    mutating func clear() {
        rows.removeAll()
        tickets.removeAll()
        hidden.removeAll()
        (above, below, isOpenEnded, isDrifting, end) = (0, 0, true, false, nil)
    }

    /// Orders what is loaded anew; only right when everything is loaded.
    mutating func resort(_ sort: TicketSort) {
        self.sort = sort
        rows = sort.sorted(Array(tickets.values)).map(\.id)
        end = rows.last.flatMap { tickets[$0] }
    }

    /// Forgets what one has heard of tickets that are there: a reading that begins now knows them at
    /// least as well, and knows which are gone. That a ticket was deleted is remembered.
    mutating func forgetPresent() {
        heard = heard.count > TicketList.heardLimit ? [:] : heard.filter { $0.value.ticket == nil }
    }

    /// Shows at once what another filter leaves of the loaded tickets, before the service answers.
    /// What it hides comes back when the next letter shows it again.
    mutating func narrow(to filter: TicketFilter) {
        if let last = rows.last.flatMap({ tickets[$0] }), !isOpenEnded { end = last }
        self.filter = filter
        hidden.merge(tickets) { _, shown in shown }
        tickets = hidden.filter { filter.matches($0.value) }
        for id in tickets.keys { hidden[id] = nil }
        rows = sort.sorted(Array(tickets.values)).map(\.id)
        (above, below, isOpenEnded) = (0, 0, true)
    }
}
