import Screen
import Tickets

extension DashboardState {
    /// Reads the list anew; what is shown stays until the answer is there.
    mutating func reload(atLeast count: Int) {
        tickets.retryAt = nil
        tickets.filterDueAt = nil
        let number = nextNumber()
        tickets.list.forgetPresent()
        tickets.load = PageLoad(number: number, purpose: .replace(atLeast: count))
        requestPage(number, start: .offset(0), isLarge: count > TicketsState.pageSize)
    }

    /// Reads the next page when the cursor comes near the end of what is loaded.
    mutating func loadMore() {
        guard tickets.load == nil, tickets.failure == nil, tickets.filterDueAt == nil,
            let cursor = tickets.nextCursor
        else { return }
        let ahead = max(100, 3 * DashboardLayout(self).ticketRows)
        guard tickets.wantsEnd || tickets.viewport.cursor + ahead >= tickets.list.rows.count else { return }
        let number = nextNumber()
        tickets.list.forgetPresent()
        tickets.load = PageLoad(number: number, purpose: .append)
        let isLarge = tickets.wantsEnd || tickets.list.filter.leavesOutHere
        requestPage(number, start: .cursor(cursor), isLarge: isLarge)
    }

    private mutating func requestPage(_ number: Int, start: ListQuery.Start, isLarge: Bool) {
        let query = ListQuery(
            filter: tickets.list.filter, sort: tickets.list.sort,
            limit: isLarge ? TicketsState.largePageSize : TicketsState.pageSize, start: start)
        ask(.loadPage(number: number, tenant: tenant, query))
    }

    mutating func receivePage(_ number: Int, _ result: Result<TicketPage, Failure>) {
        guard tickets.load?.number == number else { return }
        switch result {
        case .success(let page): take(page)
        case .failure(let failure): pageFailed(failure)
        }
    }

    private mutating func take(_ page: TicketPage) {
        guard let load = tickets.load else { return }
        tickets.failure = nil
        tickets.retries = 0
        // An empty page ends the list whatever it says, so that no reading goes on for ever.
        let cursor = page.tickets.isEmpty ? nil : page.nextCursor
        switch load.purpose {
        case .append:
            tickets.load = nil
            tickets.nextCursor = cursor
            tickets.list.append(page.tickets, total: page.total, isComplete: cursor == nil)
        case .replace(let count):
            let read = load.read + page.tickets
            if read.count < count, let cursor { return readOn(load.purpose, read, cursor) }
            tickets.load = nil
            tickets.nextCursor = cursor
            keepingCursor(orAtTop: count == 0) {
                $0.list.replace(with: read, total: page.total, isComplete: cursor == nil)
            }
            tickets.isLoaded = true
        }
        if tickets.wantsEnd { moveToEnd() }
    }

    private mutating func readOn(_ purpose: PageLoad.Purpose, _ read: [Ticket], _ cursor: String) {
        let number = nextNumber()
        tickets.load = PageLoad(number: number, purpose: purpose, read: read)
        requestPage(number, start: .cursor(cursor), isLarge: true)
    }

    /// Changes the rows and leaves the cursor on its ticket, at its line of the screen.
    ///
    /// - Parameter orAtTop: where its ticket is not among them, the list begins anew at its first row;
    ///   else the cursor goes to the neighbour.
    mutating func keepingCursor(orAtTop: Bool = false, _ change: (inout TicketsState) -> Void) {
        let (id, line) = (tickets.selected?.id, tickets.viewport.line)
        change(&tickets)
        let height = DashboardLayout(self).ticketRows
        let row = id.flatMap(tickets.list.row(of:))
        if row == nil, id != nil { tickets.isDetailOpen = false }
        tickets.viewport.place(
            cursor: row ?? (orAtTop ? 0 : min(tickets.viewport.cursor, tickets.list.rows.count)),
            atLine: line,
            count: tickets.list.rows.count, height: height)
    }

    private mutating func pageFailed(_ failure: Failure) {
        let wasNextPage = tickets.load?.purpose == .append
        tickets.load = nil
        // The service does not know the place any more: the list is read from its beginning.
        if wasNextPage, failure.kind == .invalid { return reload(atLeast: tickets.list.rows.count) }
        tickets.failure = failure
        tickets.wantsEnd = false
        tickets.retries += 1
        guard isConnected else { return }
        let delay = Duration.seconds(min(30, 1 << min(tickets.retries - 1, 5)))
        tickets.retryAt = now.advanced(by: delay)
    }

    /// Reads again what failed, or reads the list anew.
    mutating func retry() {
        tickets.failure = nil
        reload(atLeast: tickets.list.rows.count)
    }

    mutating func feedWasReset() {
        tickets.failure = nil
        if history != nil { loadHistory() }
        reload(atLeast: tickets.list.rows.count)
    }
}

extension TicketFilter {
    /// Whether it leaves tickets out that the service does not leave out.
    var leavesOutHere: Bool { !excludedWords.isEmpty || !excludedAssignees.isEmpty }
}
