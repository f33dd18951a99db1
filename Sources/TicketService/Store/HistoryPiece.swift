public import Tickets

/// Some revisions of a ticket, one after the other.
public struct HistoryPiece: Sendable, Hashable {
    /// Oldest first; revisions that are not kept any more are left out.
    public let changes: [TicketChange]
    /// The revision behind which to go on; `nil` when there are no more.
    public let next: Int?

    public init(_ changes: [TicketChange], next: Int? = nil) {
        self.changes = changes
        self.next = next
    }
}
