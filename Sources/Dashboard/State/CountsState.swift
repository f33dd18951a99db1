import Tickets

/// A tenant's tickets by status and priority, kept right by the live changes.
struct CountsState: Sendable, Hashable {
    /// `nil` before the first reading.
    var counts: TicketCounts?
    /// The number of the last reading.
    var number = 0
    /// Whether it is under way.
    var isLoading = false
    /// Whether changes came in during the reading, so that it is not sure which of them it holds.
    var isUncertain = false
    /// When they are read again.
    var dueAt: Timestamp?

    /// Takes a change in that is news.
    mutating func apply(_ change: TicketChange) {
        isUncertain = isUncertain || isLoading
        switch change.action {
        case .create, .restore: counts?.add(change.ticket)
        case .delete: counts?.remove(change.ticket)
        case .update:
            counts?.remove(change.before)
            counts?.add(change.ticket)
        }
    }
}
