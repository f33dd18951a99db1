/// One page of a list.
public struct TicketPage: Sendable, Hashable {
    public let tickets: [Ticket]
    /// How many tickets the filter matches in all.
    public let total: Int
    /// Where the next page begins; `nil` on the last one.
    public let nextCursor: String?

    public init(tickets: [Ticket], total: Int, nextCursor: String?) {
        self.tickets = tickets
        self.total = total
        self.nextCursor = nextCursor
    }
}
