import Tickets

extension DashboardState {
    /// How long at least between two checks of the rows' numbers.
    private static let checkPause = Duration.seconds(1)

    /// A change outside of the loaded rows that comes in near a reading may be counted twice or not at all.
    mutating func noteDrift(_ outcome: TicketList.Outcome) {
        let isNearReading = tickets.load != nil || tickets.readAt.map { now.since($0) < .seconds(1) } ?? false
        if isNearReading, changesEdges(outcome) { tickets.list.isDrifting = true }
        guard tickets.list.isDrifting, tickets.checkDueAt == nil, !tickets.list.isOpenEnded else { return }
        tickets.checkDueAt = now.advanced(by: DashboardState.checkPause)
    }

    private func changesEdges(_ outcome: TicketList.Outcome) -> Bool {
        func isOutside(_ row: Int) -> Bool { !tickets.list.loaded.contains(row) }
        return switch outcome {
        case .nothing, .updated: false
        case .inserted(let row), .removed(let row): !tickets.list.isComplete && isOutside(row)
        case .moved(let origin, let target): isOutside(origin) || isOutside(target)
        }
    }

    /// Asks for the first loaded row, when nothing else is being read.
    mutating func checkRows() {
        tickets.checkDueAt = nil
        guard tickets.list.isDrifting, !tickets.list.isOpenEnded, tickets.isLoaded else { return }
        guard tickets.load == nil, tickets.failure == nil, tickets.filterDueAt == nil else {
            return noteDrift(.nothing)
        }
        tickets.list.isDrifting = false
        request(.check(at: tickets.list.above), at: .offset(tickets.list.above), limit: 1)
    }

    mutating func checked(_ page: TicketPage, at row: Int) {
        guard let found = page.tickets.first, tickets.list.tickets[found.id] != nil else { return renew() }
        join(page, at: row)
    }
}
