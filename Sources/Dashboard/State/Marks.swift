import Tickets

/// The marked tickets as they were last seen: kept by id over paging, sorting and filters.
struct Marks: Sendable, Hashable {
    /// So many tickets can be marked at once.
    static let limit = 10_000

    private(set) var tickets: [TicketID: Ticket] = [:]
    /// Those that the filter shows, whether they are on the screen or not.
    private(set) var shown: Set<TicketID> = []
    /// Why the last bulk change of a marked ticket failed.
    private(set) var reasons: [TicketID: String] = [:]
    private var filter = TicketFilter.all

    var count: Int { tickets.count }
    var hidden: Int { tickets.count - shown.count }
    var isFull: Bool { tickets.count >= Marks.limit }

    func contains(_ id: TicketID) -> Bool { tickets[id] != nil }

    /// Marks a ticket, unless too many are marked.
    mutating func add(_ ticket: Ticket) {
        guard !isFull || contains(ticket.id) else { return }
        tickets[ticket.id] = ticket
        place(ticket)
    }

    mutating func remove(_ id: TicketID) {
        tickets[id] = nil
        shown.remove(id)
        reasons[id] = nil
    }

    /// Takes the marks from all tickets that the filter shows.
    mutating func removeShown() {
        for id in shown {
            tickets[id] = nil
            reasons[id] = nil
        }
        shown.removeAll()
    }

    /// Takes in how a ticket stands, if it is marked and that is news.
    mutating func see(_ ticket: Ticket) {
        guard let known = tickets[ticket.id], known.revision < ticket.revision else { return }
        tickets[ticket.id] = ticket
        place(ticket)
    }

    /// Takes in a change; what is gone cannot be marked.
    mutating func take(_ change: TicketChange) {
        guard let known = tickets[change.ticket.id], known.revision < change.revision else { return }
        if change.leavesTicket { see(change.ticket) } else { remove(change.ticket.id) }
    }

    /// Tells the shown ones from the hidden ones anew when the filter is another one.
    mutating func follow(_ filter: TicketFilter) {
        guard filter != self.filter else { return }
        self.filter = filter
        shown = Set(tickets.values.lazy.filter(filter.matches).map(\.id))
    }

    /// Notes why a marked ticket was not changed; `nil`: it is being tried again.
    mutating func note(_ reason: String?, for id: TicketID) {
        if contains(id) { reasons[id] = reason }
    }

    private mutating func place(_ ticket: Ticket) {
        if filter.matches(ticket) { shown.insert(ticket.id) } else { shown.remove(ticket.id) }
    }
}
