import Tickets

extension DashboardState {
    /// How long at least between two readings of the counts.
    private static let countsPause = Duration.seconds(5)

    /// Asks how many tickets there are by status and priority.
    mutating func loadCounts() {
        let number = nextNumber()
        tickets.counts.load = number
        tickets.counts.dueAt = nil
        tickets.counts.isUncertain = false
        ask(.loadCounts(number: number, tenant: tenant))
    }

    mutating func receiveCounts(_ number: Int, _ result: Result<TicketCounts, Failure>) {
        guard tickets.counts.load == number else { return }
        tickets.counts.load = nil
        // Without an answer nothing is shown rather than what may be wrong; the next reading brings them.
        tickets.counts.counts = try? result.get()
        if tickets.counts.isUncertain { tickets.counts.dueAt = now.advanced(by: DashboardState.countsPause) }
    }
}
