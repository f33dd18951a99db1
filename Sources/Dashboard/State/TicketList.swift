import Tickets

/// The part of a tenant's list that is loaded: a beginning of the service's list without gaps, kept
/// right by the live changes.
struct TicketList: Sendable, Hashable {
    /// What is newest of a ticket as far as one has heard; `ticket` is `nil` after a delete.
    struct Heard: Sendable, Hashable {
        let revision: Int
        let ticket: Ticket?
    }

    /// What a change did to the rows.
    enum Outcome: Sendable, Hashable {
        case nothing
        case updated(Int)
        case inserted(Int)
        case removed(Int)
        case moved(from: Int, to: Int)
    }

    /// How many tickets are kept in mind between two readings.
    static let heardLimit = 5000

    var filter: TicketFilter = .all
    var sort = TicketSort()
    /// The shown tickets in their order.
    var rows: [TicketID] = []
    /// The tickets of the rows.
    var tickets: [TicketID: Ticket] = [:]
    /// Loaded tickets that a filter hides until the service answers to it.
    var hidden: [TicketID: Ticket] = [:]
    /// How many the filter matches in all, as far as the service can count it.
    var total = 0
    /// The last ticket of the last page: further tickets are not loaded.
    var end: Ticket?
    /// Whether the last page is loaded.
    var isComplete = false
    var heard: [TicketID: Heard] = [:]

    subscript(row: Int) -> Ticket? { rows.indices.contains(row) ? tickets[rows[row]] : nil }

    /// The row of a ticket that is shown.
    func row(of id: TicketID) -> Int? {
        guard let ticket = tickets[id] else { return nil }
        let row = place(of: ticket)
        return row < rows.count && rows[row] == id ? row : nil
    }

    /// The row where a ticket stands or would stand: the first one that is not before it.
    func place(of ticket: Ticket) -> Int {
        if let last = rows.last.flatMap({ tickets[$0] }), sort.areInOrder(last, ticket) { return rows.count }
        var (low, high) = (0, rows.count)
        while low < high {
            let middle = (low + high) / 2
            if let other = tickets[rows[middle]], sort.areInOrder(other, ticket) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    /// Whether a ticket stands in the loaded part.
    func covers(_ ticket: Ticket) -> Bool {
        guard !isComplete else { return true }
        guard let end else { return false }
        return !sort.areInOrder(end, ticket)
    }
}
