import Screen
import Tickets

// What the list says of changes by others: a flash, a number, a word.
extension DashboardState {
    /// How long a row is shown as changed.
    private static let flashTime = Duration.milliseconds(1500)

    /// The rows on the screen.
    var shownRows: Range<Int> {
        tickets.viewport.visible(count: tickets.list.count, height: DashboardLayout(self).ticketRows)
    }

    /// Shows for a moment that a row on the screen has changed.
    mutating func flash(_ id: TicketID, _ outcome: TicketList.Outcome) {
        switch outcome {
        case .nothing, .removed: return
        case .updated(let row), .inserted(let row), .moved(_, let row):
            guard shownRows.contains(row) else { return }
            tickets.flashes[id] = now.advanced(by: DashboardState.flashTime)
        }
    }

    /// Counts a new row that is not on the screen.
    mutating func announce(_ row: Int) {
        let shown = shownRows
        if row < shown.lowerBound { tickets.news.above += 1 }
        if row >= shown.upperBound { tickets.news.below += 1 }
    }

    /// What has come on the screen is no news.
    mutating func limitNews(_ layout: DashboardLayout) {
        let count = tickets.list.count
        let shown = tickets.viewport.visible(count: count, height: layout.ticketRows)
        tickets.news.limit(above: shown.lowerBound, below: count - shown.upperBound)
    }

    /// Says that a row went from the screen; several shortly after one another share a word.
    mutating func rowWent(_ change: TicketChange) {
        let isOurs = remark.map { $0.until == tickets.departures?.until } ?? false
        if let remark, !isOurs, remark.kind == .bad || remark.kind == .warning { return }
        let count = isOurs ? (tickets.departures?.count ?? 0) + 1 : 1
        say(.info, departure(of: change) + (count > 1 ? ", and \(count - 1) more before it" : ""))
        tickets.departures = remark.map { Departures(count: count, until: $0.until) }
    }

    /// How a ticket went from the rows.
    func departure(of change: TicketChange) -> String {
        let who = change.actor.map { " by \($0)" } ?? ""
        let what =
            !change.leavesTicket
            ? "was deleted\(who)"
            : tickets.list.filter.matches(change.ticket)
                ? "was changed\(who) and moved to another place"
                : "was changed\(who) and left the list"
        return "\"\(change.ticket.title)\" \(what)"
    }
}
