import Screen
import Tickets

// What the tail of the event stream tells.
extension DashboardState {
    /// How many of the newest lines are kept wherever one is.
    private static let recentLines = 500

    mutating func receive(_ records: [EventRecord], dropped: Int) {
        var dropped = UInt64(max(0, dropped))
        events.honesty.leftOut += dropped
        events.honesty.heardAt = now
        for record in records {
            if isAnew(record) { startEventsOver() }
            if let newest = events.newest, record.sequence <= newest { continue }
            addMissing(before: record.sequence, dropped: &dropped)
            note(record)
        }
        trimEvents()
        if events.isFollowing { followEvents() }
    }

    /// Takes a new message of the stream in: every one that is shown comes through here, once.
    mutating func note(_ record: EventRecord) {
        events.newest = record.sequence
        events.newestTime = record.time
        if record.isUnreadable { events.honesty.unreadable += 1 }
        let isShown = record.matches(events.applied)
        if isShown, !events.isFollowing { events.newLines += 1 }
        addAtTail(EventLine(record), knownTo: record.sequence + 1, isShown: isShown)
    }

    /// Whether the message is of another stream than those before: an older sequence, but younger.
    private func isAnew(_ record: EventRecord) -> Bool {
        guard let newest = events.newest, let time = events.newestTime else { return false }
        return record.sequence <= newest && record.time > time
    }

    private mutating func startEventsOver() {
        events.window = EventWindow()
        events.recent = EventWindow()
        if events.found != nil { events.found = EventWindow() }
        events.remarks.clear()
        events.newest = nil
        events.load = nil
        events.viewport = ListViewport()
        (events.honesty.first, events.honesty.last) = (nil, nil)
        addAtTail(EventLine(0, .renewed), knownTo: 1, isShown: true)
    }

    /// Says what is missing before a message: what was left out, and what the stream did not have.
    private mutating func addMissing(before sequence: UInt64, dropped: inout UInt64) {
        let expected = events.newest.map { $0 + 1 } ?? (sequence - min(sequence, dropped))
        guard sequence > expected else { return }
        let missing = sequence - expected
        let leftOut = min(missing, dropped)
        dropped = 0
        if leftOut > 0 { addAtTail(EventLine(expected, .leftOut(leftOut)), knownTo: expected + leftOut) }
        guard missing > leftOut else { return }
        events.honesty.skipped += missing - leftOut
        addAtTail(EventLine(expected + leftOut, .gap(missing - leftOut)), knownTo: sequence)
    }

    mutating func addAtTail(_ line: EventLine, knownTo next: UInt64, isShown: Bool = true) {
        events.recent.append(line, knownTo: next)
        if events.window.isAtTail { events.window.append(line, knownTo: next) }
        if events.found?.isAtTail == true { events.found?.append(line, knownTo: next, isShown: isShown) }
    }

    /// A line that is no message, at the newest place; it is kept for when its stretch is read again.
    mutating func addRemark(_ content: EventLine.Content) {
        let line = EventLine(events.newest ?? 0, content)
        events.remarks.add(line)
        addAtTail(line, knownTo: line.boundary)
        trimEvents()
        if events.isFollowing { followEvents() }
    }

    mutating func receive(_ feed: EventFeed) {
        switch feed {
        case .interrupted(let reason, _):
            if events.honesty.interruptedSince == nil {
                events.honesty.interruptedSince = now
                addRemark(.interrupted(reason, now))
            }
        case .following:
            events.honesty.interruptedSince = nil
            events.honesty.heardAt = now
            events.loadFailure = nil
        case .opening, .unavailable: break
        }
        events.feed = feed
    }

    mutating func receive(_ tally: EventTally) {
        events.rates.take(tally, at: now)
        events.honesty.pending = tally.pending
        events.honesty.last = max(events.honesty.last ?? 0, tally.newest + tally.pending)
        events.honesty.heardAt = now
    }

    /// Keeps the windows bounded. Where one reads, the lines around stay: what does not fit goes at the end
    /// that is farther away.
    private mutating func trimEvents() {
        let excess = events.recent.count - DashboardState.recentLines
        if excess > 0 { events.recent.removeFirst(excess) }
        if events.found != nil { events.window.removeFirst(events.window.count - EventWindow.capacity) }
        trimShown()
    }

    /// Keeps the shown window bounded, with the text of the screen where it stands.
    mutating func trimShown() {
        let excess = events.count - EventWindow.capacity
        guard excess > 0 else { return }
        let (top, half) = (events.viewport.top, EventWindow.capacity / 2)
        let above = events.isFollowing ? excess : min(excess, max(0, top - half))
        events.changeShown { $0.removeFirst(above) }
        if above > 0 {
            events.viewport.removed(
                0..<above, count: events.count, height: DashboardLayout(self).eventRows)
        }
        events.changeShown { $0.removeLast(excess - above) }
    }
}
