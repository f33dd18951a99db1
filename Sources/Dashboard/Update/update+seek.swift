import Screen
import Tickets

extension DashboardState {
    /// Takes rows in that were read anew; where the cursor's ticket is not among them, it is looked for.
    mutating func renew(with page: TicketPage, at row: Int, _ load: PageLoad) {
        let isLast = page.nextCursor == nil
        if load.seeksCursor, let ticket = tickets.selected, let first = page.tickets.first,
            let last = page.tickets.last
        {
            let sort = tickets.list.sort
            if row > 0, sort.areInOrder(ticket, first) { return probe(within: 0..<row) }
            let behind = row + page.tickets.count
            if !isLast, sort.areInOrder(last, ticket), behind < page.total {
                return probe(within: behind..<page.total)
            }
        }
        keepingCursor {
            $0.list.replace(
                with: page.tickets, above: page.tickets.isEmpty ? min(row, page.total) : row,
                total: page.total, isLast: isLast)
        }
    }

    /// Looks for the cursor's ticket behind the beginning of the list.
    ///
    /// - Returns: whether it is looked for.
    mutating func seekCursor(behind read: [Ticket], total: Int) -> Bool {
        guard let ticket = tickets.selected, let last = read.last, read.count < total,
            tickets.list.filter.matches(ticket), tickets.list.sort.areInOrder(last, ticket)
        else { return false }
        probe(within: read.count..<total)
        return true
    }

    /// Halves the rows among which the cursor's ticket stands, until they are few enough to be read.
    private mutating func probe(within range: Range<Int>) {
        let middle = (range.lowerBound + range.upperBound) / 2
        guard range.count > TicketsState.pageSize / 2 else {
            let first = max(0, middle - windowSize / 2)
            return request(.renew(at: first), at: .offset(first), limit: windowSize)
        }
        request(.probe(at: middle, within: range), at: .offset(middle), limit: 1)
    }

    mutating func probed(_ page: TicketPage, at row: Int, within range: Range<Int>) {
        guard let ticket = tickets.selected else { return reload(atLeast: 0) }
        guard let found = page.tickets.first else { return probe(within: range.lowerBound..<row) }
        let isBehind = tickets.list.sort.areInOrder(found, ticket)
        probe(within: isBehind ? row..<range.upperBound : range.lowerBound..<row + 1)
    }
}
