import Screen
import Tickets

extension DashboardState {
    /// A wake-up may come a little early by rounding; so much does not matter.
    private static let tolerance: Duration = .milliseconds(20)

    mutating func receive(clock time: Timestamp) {
        if time < now.advanced(by: .seconds(-1)) { clockWentBack(by: now.since(time)) }
        now = time
        if let wakeAt, now.advanced(by: DashboardState.tolerance) >= wakeAt { self.wakeAt = nil }
        if let until = remark?.until, isDue(until) { remark = nil }
        doWhatIsDueInTickets()
        if view == .events { events.rates.pass(to: now) }
        if let due = form?.draftDueAt, isDue(due) { saveDraftNow() }
    }

    /// Somebody set the clock back: what is due moves with it, else it would wait for the lost time.
    private mutating func clockWentBack(by duration: Duration) {
        func moved(_ time: Timestamp?) -> Timestamp? { time?.advanced(by: .zero - duration) }
        wakeAt = nil
        tickets.moveMoments(by: .zero - duration)
        let draftDueAt = moved(form?.draftDueAt)
        form?.draftDueAt = draftDueAt
        if let until = remark?.until { remark?.until = until.advanced(by: .zero - duration) }
    }

    func isDue(_ time: Timestamp) -> Bool {
        now.advanced(by: DashboardState.tolerance) >= time
    }

    /// Asks to be woken for what is due next, once.
    mutating func scheduleWake() {
        let due = [
            remark?.until, tickets.firstMoment, form?.draftDueAt, bannerChangesAt, agesChangeAt,
            ratesChangeAt,
        ].compactMap { $0 }.min()
        guard let due, wakeAt.map({ due < $0 }) ?? true else { return }
        wakeAt = due
        ask(.wake(at: due))
    }

    /// The banner counts seconds while the connection is lost or the service silent.
    private var bannerChangesAt: Timestamp? {
        guard let since = Banner.since(connection) else { return nil }
        let passed = max(0, now.milliseconds - since.milliseconds)
        return Timestamp(milliseconds: since.milliseconds + (passed / 1000 + 1) * 1000)
    }

    /// Ages are shown by the minute, so they are looked at once a minute while one of the last hour is
    /// on the screen, else once an hour.
    private var agesChangeAt: Timestamp? {
        guard form == nil else { return nil }
        if let history { return history.latest.map { nextAge(of: $0.at) } }
        guard view == .tickets, !tickets.list.rows.isEmpty else { return nil }
        let height = DashboardLayout(self).ticketRows
        let shown = tickets.viewport.visible(count: tickets.list.count, height: height)
        let youngest = shown.compactMap { tickets.list[$0]?.updatedAt.milliseconds }.max() ?? 0
        return nextAge(of: Timestamp(milliseconds: youngest))
    }

    private func nextAge(of youngest: Timestamp) -> Timestamp {
        let step: Int64 = now.milliseconds - youngest.milliseconds < 3_600_000 ? 60_000 : 3_600_000
        return Timestamp(milliseconds: (now.milliseconds / step + 1) * step)
    }
}
