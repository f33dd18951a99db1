import Screen
import Tickets

extension DashboardState {
    /// How many rows beside the screen are wanted in any case.
    var margin: Int { max(60, 2 * DashboardLayout(self).ticketRows) }

    /// How many rows are asked for around the screen.
    var windowSize: Int {
        min(
            TicketsState.largePageSize,
            max(TicketsState.pageSize, 2 * margin + DashboardLayout(self).ticketRows))
    }

    /// How many rows are read twice where two pages shall meet, since others may come in between.
    private static let overlap = 10

    /// Reads what is on the screen or about to be and not loaded.
    mutating func loadMore() {
        guard tickets.isLoaded, tickets.load == nil, tickets.failure == nil, tickets.filterDueAt == nil else {
            return
        }
        if tickets.list.isOpenEnded { return loadNextPage() }
        let list = tickets.list
        let shown = shownRows
        guard !shown.isEmpty else { return }
        if !list.loaded.contains(shown) {
            load(at: shown.lowerBound - margin)
        } else if !list.isAtEnd, shown.upperBound + margin > list.loaded.upperBound {
            load(at: list.loaded.upperBound - DashboardState.overlap)
        } else if list.above > 0, shown.lowerBound - margin < list.above {
            load(at: list.above - windowSize + DashboardState.overlap)
        }
    }

    private mutating func load(at row: Int) {
        let row = max(0, row)
        request(.window(at: row), at: .offset(row), limit: windowSize)
    }

    /// The next page of a list whose filter is partly applied here: as far as one goes, but not the whole
    /// tenant for one key.
    private mutating func loadNextPage() {
        guard let cursor = tickets.nextCursor, tickets.scanned < TicketsState.scanLimit,
            tickets.list.rows.count < TicketsState.openLimit
        else { return }
        guard tickets.wantsEnd || tickets.viewport.cursor + max(100, margin) >= tickets.list.rows.count else {
            return
        }
        request(.append, at: .cursor(cursor), limit: TicketsState.largePageSize)
    }

    /// Takes rows in that were read for the screen, unless the screen has gone back to the loaded ones.
    mutating func join(_ page: TicketPage, at row: Int) {
        let (list, isLast) = (tickets.list, page.nextCursor == nil)
        if list.meets(page.tickets) {
            keepingCursor { $0.list.join(page.tickets, at: row, total: page.total, isLast: isLast) }
        } else if shownRows.isEmpty || !list.loaded.contains(shownRows) {
            tickets.list.join(page.tickets, at: row, total: page.total, isLast: isLast)
        }
        let shown = shownRows
        tickets.list.trim(
            to: max(0, shown.lowerBound - TicketsState.keptRows)..<shown.upperBound + TicketsState.keptRows)
    }
}
