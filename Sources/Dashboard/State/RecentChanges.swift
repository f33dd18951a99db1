import Tickets

/// What happened last to the ticket that the detail shows.
struct RecentChanges: Sendable, Hashable {
    /// How many changes the detail names.
    static let shown = 5

    /// The ticket under the cursor.
    let id: TicketID
    /// When its history is read; the cursor rests on it then.
    var dueAt: Timestamp?
    /// `nil` before it is read.
    var history: HistoryState?

    /// The newest changes, newest first.
    var newest: [TicketChange] { Array((history?.changes ?? []).suffix(RecentChanges.shown).reversed()) }
}
