import TicketWire
import Tickets

/// A ticket with what is known of its past.
struct TicketEntry: Sendable {
    /// The revisions that are kept, oldest first; never empty.
    private(set) var changes: [TicketChange]
    /// The latest change.
    private(set) var latest: TicketChange
    /// The ticket as it stands in replies, made once for each change.
    private(set) var encoded: [UInt8]

    init(_ first: TicketChange) {
        changes = [first]
        latest = first
        encoded = first.ticket.encoded
    }

    /// The ticket; `nil` when it was deleted.
    var ticket: Ticket? { latest.leavesTicket ? latest.ticket : nil }

    /// Takes the next change and forgets the oldest beyond the limit.
    mutating func apply(_ change: TicketChange, keeping limit: Int) {
        changes.append(change)
        if changes.count > limit { changes.removeFirst(changes.count - limit) }
        latest = change
        encoded = change.ticket.encoded
    }
}
