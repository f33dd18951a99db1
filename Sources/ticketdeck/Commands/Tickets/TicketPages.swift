import TicketClient
import Tickets

/// A list of any length, page by page.
struct TicketPages {
    let client: TicketClient
    let tenant: Tenant
    let query: ListQuery
    /// How many tickets at most; `nil`: all there are.
    let limit: Int?

    /// Gives each page to `body`.
    ///
    /// - Returns: how many tickets the filter matched when the last page was read.
    /// - Throws: `ClientError`, and what `body` throws.
    func read(_ body: (TicketPage) async throws -> Void) async throws -> Int {
        var query = query
        var rest = limit ?? Int.max
        while true {
            query.limit = min(rest, ListQuery.limits.upperBound)
            let page = try await client.list(query, in: tenant)
            try await body(page)
            rest -= page.tickets.count
            // A page that holds nothing is the last one, whatever it says.
            guard let next = page.nextCursor, rest > 0, !page.tickets.isEmpty else { return page.total }
            query.start = .cursor(next)
        }
    }
}
