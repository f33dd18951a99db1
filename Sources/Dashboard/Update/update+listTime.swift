import Tickets

extension TicketsState {
    /// When something is due first.
    var firstMoment: Timestamp? {
        [filterDueAt, retryAt, checkDueAt, counts.dueAt, recent?.dueAt, flashes.values.min()].compactMap {
            $0
        }.min()
    }

    /// Follows a clock that was set.
    mutating func moveMoments(by duration: Duration) {
        func moved(_ time: Timestamp?) -> Timestamp? { time?.advanced(by: duration) }
        filterDueAt = moved(filterDueAt)
        retryAt = moved(retryAt)
        checkDueAt = moved(checkDueAt)
        readAt = moved(readAt)
        counts.dueAt = moved(counts.dueAt)
        let rest = moved(recent?.dueAt)
        recent?.dueAt = rest
        flashes = flashes.mapValues { $0.advanced(by: duration) }
    }
}

extension DashboardState {
    mutating func doWhatIsDueInTickets() {
        if let due = tickets.filterDueAt, isDue(due) {
            tickets.filterDueAt = nil
            reload(atLeast: 0, seeksCursor: tickets.list.filter == .all)
        }
        if let due = tickets.retryAt, isDue(due) { retry() }
        if let due = tickets.checkDueAt, isDue(due) { checkRows() }
        if let due = tickets.counts.dueAt, isDue(due) { loadCounts() }
        if let due = tickets.recent?.dueAt, isDue(due) { loadRecent() }
        if let due = tickets.flashes.values.min(), isDue(due) {
            tickets.flashes = tickets.flashes.filter { !isDue($0.value) }
        }
    }
}
