import Screen
import Tickets

extension DashboardState {
    /// Reads the list anew from its beginning; what is shown stays until the answer is there.
    ///
    /// - Parameter seeksCursor: whether the cursor stays on its ticket, however far down that is.
    mutating func reload(atLeast count: Int, seeksCursor: Bool = false) {
        prepareReading()
        guard !tickets.list.filter.matchesNothing else { return showNothing() }
        let isLarge = count > TicketsState.pageSize || tickets.list.filter.leavesOutHere
        request(
            .replace(atLeast: count), at: .offset(0),
            limit: isLarge ? TicketsState.largePageSize : TicketsState.pageSize, seeksCursor: seeksCursor)
    }

    /// Reads what is shown anew, where one is.
    mutating func renew() {
        let list = tickets.list
        if !tickets.isLoaded || list.filter.matchesNothing || list.filter.leavesOutHere || list.isOpenEnded {
            return reload(atLeast: min(list.rows.count, TicketsState.openLimit))
        }
        prepareReading()
        let first = max(0, tickets.viewport.top - margin)
        request(.renew(at: first), at: .offset(first), limit: windowSize, seeksCursor: true)
    }

    private mutating func prepareReading() {
        tickets.retryAt = nil
        tickets.filterDueAt = nil
        tickets.checkDueAt = nil
        tickets.scanned = 0
    }

    /// A filter that contradicts itself needs no asking.
    private mutating func showNothing() {
        tickets.load = nil
        tickets.nextCursor = nil
        tickets.isLoaded = true
        keepingCursor { $0.list.replace(with: [], total: 0, isLast: true) }
    }

    mutating func request(
        _ purpose: PageLoad.Purpose, at start: ListQuery.Start, limit: Int, seeksCursor: Bool = false,
        read: [Ticket] = []
    ) {
        let number = nextNumber()
        if read.isEmpty { tickets.list.forgetPresent() }
        tickets.load = PageLoad(number: number, purpose: purpose, seeksCursor: seeksCursor, read: read)
        let query = ListQuery(
            filter: tickets.list.filter, sort: tickets.list.sort, limit: limit, start: start)
        ask(.loadPage(number: number, tenant: tenant, query))
    }

    mutating func receivePage(_ number: Int, _ result: Result<TicketPage, Failure>) {
        if let marking = tickets.marking, marking.number == number { return receive(result, for: marking) }
        guard let load = tickets.load, load.number == number else { return }
        switch result {
        case .success(let page):
            if tickets.marks.count > 0 { page.tickets.forEach { tickets.marks.see($0) } }
            tickets.load = nil
            tickets.failure = nil
            tickets.retries = 0
            tickets.readAt = now
            take(page, for: load)
        case .failure(let failure): pageFailed(failure, load)
        }
    }

    private mutating func take(_ page: TicketPage, for load: PageLoad) {
        switch load.purpose {
        case .append: append(page)
        case .replace(let count): replace(with: page, atLeast: count, load)
        case .window(let row): join(page, at: row)
        case .renew(let row): renew(with: page, at: row, load)
        case .probe(let row, let range): probed(page, at: row, within: range)
        case .check(let row): checked(page, at: row)
        }
        if tickets.wantsEnd { moveToEnd() }
    }

    private mutating func replace(with page: TicketPage, atLeast count: Int, _ load: PageLoad) {
        // An empty page ends the list whatever it says, so that no reading goes on for ever.
        let cursor = page.tickets.isEmpty ? nil : page.nextCursor
        let read = load.read + page.tickets
        if read.count < count, let cursor {
            return request(
                load.purpose, at: .cursor(cursor), limit: TicketsState.largePageSize,
                seeksCursor: load.seeksCursor, read: read)
        }
        tickets.isLoaded = true
        if load.seeksCursor, cursor != nil, !tickets.list.filter.leavesOutHere,
            seekCursor(behind: read, total: page.total)
        {
            return
        }
        tickets.nextCursor = cursor
        tickets.scanned += read.count
        keepingCursor(orAtTop: count == 0 && !load.seeksCursor) {
            $0.list.replace(with: read, total: page.total, isLast: cursor == nil)
        }
    }

    private mutating func append(_ page: TicketPage) {
        let cursor = page.tickets.isEmpty ? nil : page.nextCursor
        tickets.nextCursor = cursor
        tickets.scanned += page.tickets.count
        tickets.list.append(page.tickets, isLast: cursor == nil)
    }

    /// Changes the rows and leaves the cursor on its ticket, at its line of the screen.
    ///
    /// - Parameter orAtTop: where its ticket is not among them, the list begins anew at its first row;
    ///   else the cursor goes to the neighbour.
    mutating func keepingCursor(orAtTop: Bool = false, _ change: (inout TicketsState) -> Void) {
        let (ticket, line) = (tickets.selected, tickets.viewport.line)
        change(&tickets)
        let row = ticket.flatMap { tickets.list.row(of: $0.id) }
        if row == nil, ticket != nil { tickets.isDetailOpen = false }
        let neighbour = ticket.map { tickets.list.above + tickets.list.place(of: $0) }
        tickets.viewport.place(
            cursor: row ?? (orAtTop ? 0 : neighbour ?? tickets.viewport.cursor), atLine: line,
            count: tickets.list.count, height: DashboardLayout(self).ticketRows)
    }

    private mutating func pageFailed(_ failure: Failure, _ load: PageLoad) {
        tickets.load = nil
        // The service does not know the place any more: the list is read from its beginning.
        if load.purpose == .append, failure.kind == .invalid {
            return reload(atLeast: tickets.list.rows.count)
        }
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
        renew()
        renewCounts()
    }

    mutating func feedWasReset() {
        tickets.failure = nil
        if history != nil { loadHistory() }
        renew()
        renewCounts()
    }
}

extension TicketFilter {
    /// Whether it leaves tickets out that the service does not leave out.
    var leavesOutHere: Bool { !excludedWords.isEmpty || !excludedAssignees.isEmpty }
}
