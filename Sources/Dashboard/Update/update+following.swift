import Screen
import Tickets

// Following the event stream, stopping, and moving in it.
extension DashboardState {
    /// Shows the newest lines and goes on with what comes.
    mutating func followEvents() {
        events.isFollowing = true
        events.looksForward = false
        events.isHeld = false
        events.newLines = 0
        if !events.shown.isAtTail { showRecent() }
        trimShown()
        events.viewport.move(
            to: events.count - 1, count: events.count, height: DashboardLayout(self).eventRows)
    }

    /// Goes from wherever one is to the newest lines, which are always at hand.
    private mutating func showRecent() {
        events.load = nil
        if !events.window.isAtTail { events.window = events.recent }
        if !events.applied.isEmpty { events.found = events.window.filtered(events.applied) }
    }

    mutating func stopFollowing(isHeld: Bool = false) {
        events.isFollowing = false
        events.isHeld = isHeld
    }

    mutating func togglePause() {
        if events.isFollowing { stopFollowing(isHeld: true) } else { followEvents() }
    }

    mutating func moveInEvents(_ action: Action, _ layout: DashboardLayout) {
        events.isSearchStopped = false
        if events.hasFailed { events.loadFailure = nil }
        if action == .bottom { return followEvents() }
        if action == .top { return goToFirstEvent() }
        let row = target(
            of: action, from: events.viewport.cursor, count: events.count, height: layout.eventRows)
        if row < events.viewport.cursor { (events.isFollowing, events.looksForward) = (false, false) }
        // Whoever scrolled up and is back at the newest line follows again.
        let isAtEnd = row >= events.count - 1 && events.shown.isAtTail
        if row > events.viewport.cursor, isAtEnd, !events.isHeld { return followEvents() }
        events.viewport.move(to: row, count: events.count, height: layout.eventRows)
    }

    private mutating func goToFirstEvent() {
        events.isFollowing = false
        let first = max(1, events.honesty.first ?? 1)
        if let covered = events.shown.covered, covered.lowerBound <= first {
            return events.viewport.move(to: 0, count: events.count, height: DashboardLayout(self).eventRows)
        }
        guard events.shown.covered != nil else { return }
        readEvents(.jump(.from(first)), at: .from(first))
    }

    mutating func openEvent() {
        guard let record = events.line(at: events.viewport.cursor)?.record else { return }
        events.isFollowing = false
        events.opened = record
        events.payload = ScrollPane()
    }

    /// Shows the page of the next event, or of the one before.
    mutating func turnEvent(by step: Int) {
        var row = events.viewport.cursor + step
        while let line = events.line(at: row), line.record == nil { row += step }
        guard let record = events.line(at: row)?.record else {
            return say(
                .info, step > 0 ? "this is the newest event" : "this is the first event that is loaded")
        }
        events.viewport.move(to: row, count: events.count, height: DashboardLayout(self).eventRows)
        events.opened = record
        events.payload = ScrollPane()
    }
}
