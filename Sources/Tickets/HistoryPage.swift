/// Some revisions of a ticket, oldest first.
public struct HistoryPage: Sendable, Hashable {
    public let changes: [TicketChange]
    /// Where the next page begins; `nil` on the last one.
    public let nextCursor: String?

    public init(changes: [TicketChange], nextCursor: String?) {
        self.changes = changes
        self.nextCursor = nextCursor
    }
}
