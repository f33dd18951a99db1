import Screen
import Tickets

// The rates of the events view, and when what it tells by the clock changes.
extension DashboardState {
    /// Shows the rates, or hides them.
    mutating func toggleRates() { events.ratesChoice = !showsRates }

    /// Whether the rates are on the screen, beside the lines or in their place.
    var showsRates: Bool {
        events.ratesChoice ?? DashboardLayout(self).hasRoomForRates
    }

    /// Whether the rates stand in the place of the lines.
    var hidesEventsByRates: Bool { showsRates && !DashboardLayout(self).hasRoomForRates }

    mutating func nextTimeForm() {
        let forms = TimeForm.allCases
        let index = forms.firstIndex(of: events.timeForm) ?? 0
        events.timeForm = forms[(index + 1) % forms.count]
        let words =
            switch events.timeForm {
            case .local: "local times"
            case .utc: "times in UTC"
            case .delta: "the time since the line before"
            }
        say(.info, words)
    }

    /// When something that the events view tells changes by itself: only while it is shown.
    var ratesChangeAt: Timestamp? {
        guard view == .events, form == nil, history == nil, events.opened == nil,
            events.newest != nil || events.rates.newest != nil
        else { return nil }
        let isBySecond = showsRates || events.feed != .following || events.honesty.pending > 0
        let step: Int64 = isBySecond ? 1000 : 10_000
        return Timestamp(milliseconds: (now.milliseconds / step + 1) * step)
    }
}
