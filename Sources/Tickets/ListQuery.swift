/// How a list of tickets is asked for.
public struct ListQuery: Sendable, Hashable {
    /// How many tickets a reply holds when nothing is said.
    public static let defaultLimit = 50
    /// How many tickets may be asked for.
    public static let limits = 1...1000

    /// Where a page begins.
    public enum Start: Sendable, Hashable {
        case offset(Int)
        /// The `next_cursor` of an earlier reply to the same query.
        case cursor(String)
    }

    public var filter: TicketFilter
    public var sort: TicketSort
    public var limit: Int
    public var start: Start

    public init(
        filter: TicketFilter = .all, sort: TicketSort = TicketSort(), limit: Int = defaultLimit,
        start: Start = .offset(0)
    ) {
        self.filter = filter
        self.sort = sort
        self.limit = limit
        self.start = start
    }
}
