import Tickets

extension TicketList {
    /// Joins a page to the loaded rows where they meet; else it takes their place.
    ///
    /// - Parameter row: the row of the list that the page begins with.
    mutating func join(_ page: [Ticket], at row: Int, total: Int, isLast: Bool) {
        guard let first = page.first, let last = page.last, meets(page) else {
            return replace(with: page, above: min(row, total), total: total, isLast: isLast)
        }
        let ownLast = rows.last.flatMap { tickets[$0] } ?? last
        let hasEnd = isLast || (isAtEnd && sort.areInOrder(last, ownLast))
        dropUnread(page, from: first, to: last)
        take(page.map { newest(of: $0, tickets[$0.id]) })
        takeHeard(between: first, and: last)
        above = max(0, row - place(of: first))
        count(total: total, isLast: hasEnd)
    }

    /// Whether no row can stand unread between the loaded ones and a page.
    func meets(_ page: [Ticket]) -> Bool {
        guard let first = page.first, let last = page.last,
            let ownFirst = rows.first.flatMap({ tickets[$0] }),
            let ownLast = rows.last.flatMap({ tickets[$0] })
        else { return false }
        return !sort.areInOrder(ownLast, first) && !sort.areInOrder(last, ownFirst)
    }

    /// Lets go what stands between two tickets and was not read: it is not there any more.
    private mutating func dropUnread(_ page: [Ticket], from first: Ticket, to last: Ticket) {
        let read = Set(page.map(\.id))
        let range = place(of: first)..<min(rows.count, place(of: last) + 1)
        guard range.lowerBound < range.upperBound else { return }
        for id in rows[range] where !read.contains(id) && heard[id]?.ticket == nil {
            guard let ticket = tickets[id], !sort.areInOrder(last, ticket), let index = index(of: id) else {
                continue
            }
            rows.remove(at: index)
            tickets[id] = nil
        }
    }

    /// Keeps only the loaded rows within a range.
    mutating func trim(to kept: Range<Int>) {
        guard !isOpenEnded, !filter.leavesOutHere, loaded.overlaps(kept) else { return }
        let behind = max(0, loaded.upperBound - kept.upperBound)
        for id in rows.suffix(behind) { tickets[id] = nil }
        rows.removeLast(behind)
        below += behind
        let before = max(0, kept.lowerBound - above)
        for id in rows.prefix(before) { tickets[id] = nil }
        rows.removeFirst(before)
        above += before
    }
}
