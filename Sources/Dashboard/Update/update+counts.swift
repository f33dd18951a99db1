import Tickets

extension DashboardState {
    /// How long at least between two readings of the counts.
    private static let countsPause = Duration.seconds(5)

    /// Asks how many tickets there are by status and priority.
    mutating func loadCounts() {
        tickets.counts.number += 1
        tickets.counts.isLoading = true
        tickets.counts.dueAt = nil
        tickets.counts.isUncertain = false
        ask(.loadCounts(number: tickets.counts.number, tenant: tenant))
    }

    /// Asks again, now or when the reading that is under way is over.
    mutating func renewCounts() {
        if tickets.counts.isLoading { tickets.counts.isUncertain = true } else { loadCounts() }
    }

    mutating func receiveCounts(_ number: Int, _ result: Result<TicketCounts, Failure>) {
        guard tickets.counts.isLoading, tickets.counts.number == number else { return }
        tickets.counts.isLoading = false
        // Without an answer nothing is shown rather than what may be wrong; the next reading brings them.
        tickets.counts.counts = try? result.get()
        if tickets.counts.isUncertain { tickets.counts.dueAt = now.advanced(by: DashboardState.countsPause) }
    }
}
