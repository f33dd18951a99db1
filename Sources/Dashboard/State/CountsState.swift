import Tickets

/// A tenant's tickets by status and priority, kept right by the live changes.
struct CountsState: Sendable, Hashable {
    /// `nil` before the first reading.
    var counts: TicketCounts?
    /// The number of the reading that is under way.
    var load: Int?
    /// Whether changes came in during the reading, so that it is not sure which of them it holds.
    var isUncertain = false
    /// When they are read again.
    var dueAt: Timestamp?

    /// Takes a change in that is news.
    mutating func apply(_ change: TicketChange) {
        isUncertain = isUncertain || load != nil
        switch change.action {
        case .create, .restore: counts?.add(change.ticket)
        case .delete: counts?.remove(change.ticket)
        case .update:
            counts?.remove(change.before)
            counts?.add(change.ticket)
        }
    }
}
