import Tickets

/// The part of a tenant's list that is loaded: a window of the service's list without gaps, kept right by
/// the live changes. Rows are numbered from the beginning of the whole list.
struct TicketList: Sendable, Hashable {
    /// What is newest of a ticket as far as one has heard; `ticket` is `nil` after a delete.
    struct Heard: Sendable, Hashable {
        let revision: Int
        let ticket: Ticket?
    }

    /// What a change did to the rows. A place above or below the loaded rows stands for all places there.
    enum Outcome: Sendable, Hashable {
        case nothing
        case updated(Int)
        case inserted(Int)
        case removed(Int)
        case moved(from: Int, to: Int)
    }

    /// Where a ticket stands, seen from the loaded rows.
    enum Zone: Sendable, Hashable { case above, inside, below }

    /// How many tickets are kept in mind between two readings.
    static let heardLimit = 5000

    var filter: TicketFilter = .all
    var sort = TicketSort()
    /// The loaded tickets in their order.
    var rows: [TicketID] = []
    /// The tickets of the rows.
    var tickets: [TicketID: Ticket] = [:]
    /// Loaded tickets that a filter hides until the service answers to it.
    var hidden: [TicketID: Ticket] = [:]
    /// How many tickets of the list stand above the loaded ones.
    var above = 0
    /// How many stand below them; none while `isOpenEnded`.
    var below = 0
    /// Whether more may follow that nobody has counted: before the first reading, and where a part of the
    /// filter is applied here.
    var isOpenEnded = true
    /// The last ticket that was read of a list with an open end.
    var end: Ticket?
    /// Whether a change came in whose place is not known, so that `above` and `below` may be wrong.
    var isDrifting = false
    var heard: [TicketID: Heard] = [:]

    /// How many rows there are, loaded or not.
    var count: Int { above + rows.count + below }

    /// How many the filter matches in all, as far as it is known.
    var total: Int { count }

    /// The rows that are loaded.
    var loaded: Range<Int> { above..<above + rows.count }

    /// Whether the last row is loaded.
    var isAtEnd: Bool { below == 0 && !isOpenEnded }

    /// Whether all rows are loaded.
    var isComplete: Bool { above == 0 && isAtEnd }

    /// The ticket of a row; `nil` when it is not loaded.
    subscript(row: Int) -> Ticket? { loaded.contains(row) ? tickets[rows[row - above]] : nil }

    /// The row of a ticket that is loaded.
    func row(of id: TicketID) -> Int? { index(of: id).map { $0 + above } }

    /// The place of a ticket among the loaded ones.
    func index(of id: TicketID) -> Int? {
        guard let ticket = tickets[id] else { return nil }
        let index = place(of: ticket)
        return index < rows.count && rows[index] == id ? index : nil
    }

    /// The place where a ticket stands or would stand among the loaded ones: the first one that is not
    /// before it.
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

    /// Where a ticket stands that the filter shows.
    func zone(of ticket: Ticket) -> Zone {
        let first = rows.first.flatMap { tickets[$0] }
        if above > 0, let first, sort.areInOrder(ticket, first) { return .above }
        guard !isAtEnd else { return .inside }
        let last = isOpenEnded ? end : rows.last.flatMap { tickets[$0] }
        guard let last, !sort.areInOrder(last, ticket) else { return .below }
        return .inside
    }
}
