import Screen

extension DashboardState {
    mutating func receive(_ records: [EventRecord], dropped: Int) {
        if dropped > 0 {
            events.dropped += dropped
            add(EventLine(.dropped(dropped)))
        }
        for record in records { add(EventLine(.record(record))) }
        evictEvents()
        if events.isFollowing { followEvents() }
    }

    mutating func receive(_ feed: EventFeed) {
        if case .interrupted(let reason, _) = feed, events.feed != feed {
            add(EventLine(.interrupted(reason)))
            evictEvents()
            if events.isFollowing { followEvents() }
        }
        events.feed = feed
    }

    private mutating func add(_ line: EventLine) {
        let isShown = events.matches == nil || line.matches(events.words)
        if events.matches != nil, isShown { events.matches?.append(events.log.next) }
        events.log.append(line)
        if isShown, !events.isFollowing { events.newLines += 1 }
    }

    /// Lets old lines go; while one reads, more are kept, so that the text stands still.
    private mutating func evictEvents() {
        let first = events.log.first
        events.log.evict(downTo: events.isFollowing ? EventLog.capacity : 2 * EventLog.capacity)
        let kept = events.log.first
        guard kept > first else { return }
        var gone = kept - first
        if let matches = events.matches {
            gone = matches.firstIndex { $0 >= kept } ?? matches.count
            events.matches?.removeFirst(gone)
        }
        guard gone > 0 else { return }
        events.viewport.removed(0..<gone, count: events.count, height: DashboardLayout(self).eventRows)
    }

    mutating func followEvents() {
        events.isFollowing = true
        events.isHeld = false
        events.newLines = 0
        evictEvents()
        events.viewport.move(
            to: events.count - 1, count: events.count, height: DashboardLayout(self).eventRows)
    }

    mutating func togglePause() {
        guard events.isFollowing else { return followEvents() }
        events.isFollowing = false
        events.isHeld = true
    }

    mutating func moveInEvents(_ action: Action, _ layout: DashboardLayout) {
        if action == .bottom { return followEvents() }
        let row = target(
            of: action, from: events.viewport.cursor, count: events.count, height: layout.eventRows)
        if row < events.viewport.cursor { events.isFollowing = false }
        // Whoever scrolled up and is back at the newest line follows again.
        if row > events.viewport.cursor, row >= events.count - 1, !events.isHeld { return followEvents() }
        events.viewport.move(to: row, count: events.count, height: layout.eventRows)
    }

    mutating func openEvent() {
        guard case .record(let record) = events.line(at: events.viewport.cursor)?.content else { return }
        events.isFollowing = false
        events.opened = record
        events.payload = ScrollPane()
    }

    mutating func filterEvents() {
        let (cursor, line) = (events.viewport.cursor, events.viewport.line)
        let number = events.count > 0 ? events.number(at: min(cursor, events.count - 1)) : events.log.next
        let words = events.words
        let all = events.log.first..<events.log.next
        events.matches = words.isEmpty ? nil : all.filter { events.log[$0].matches(words) }
        if events.isFollowing { return followEvents() }
        let row =
            events.matches.map { $0.firstIndex { $0 >= number } ?? $0.count } ?? number - events.log.first
        events.viewport.place(
            cursor: row, atLine: line, count: events.count, height: DashboardLayout(self).eventRows)
    }
}
