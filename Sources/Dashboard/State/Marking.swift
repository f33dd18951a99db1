import Tickets

/// The reading of all that the filter shows, to mark it.
struct Marking: Sendable, Hashable {
    /// So many tickets are read at most.
    static let limit = Marks.limit

    let filter: TicketFilter
    let sort: TicketSort
    /// Of the reading under way.
    var number: Int
    /// How many were read so far.
    var read = 0
    /// How many the service finds; `nil` before its first answer.
    var total: Int?
}
