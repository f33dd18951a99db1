import Screen
import Tickets

// Reading stretches of the event stream: where one scrolls out of what is loaded, and elsewhere.
extension DashboardState {
    /// So many rows outside of the screen are there before one gets to them.
    private static let readAhead = 1_500

    /// Reads what is about to be shown.
    mutating func loadEvents() {
        guard view == .events, events.load == nil, isConnected, events.loadFailure == nil else { return }
        if case .unavailable = events.feed { return }
        guard let covered = events.shown.covered else { return }
        let isSearching = events.found != nil
        if isSearching, events.isSearchStopped { return }
        let height = DashboardLayout(self).eventRows
        let margin = isSearching ? height : DashboardState.readAhead
        let below = events.count - events.viewport.top - height
        let looksBack = !isSearching || !events.looksForward
        let hasOlder = covered.lowerBound > max(1, events.honesty.first ?? 1)
        if looksBack, events.viewport.top < margin, hasOlder {
            readEvents(.older, at: .before(covered.lowerBound))
        } else if !events.shown.isAtTail, below < margin {
            readEvents(.newer, at: .from(covered.upperBound))
        }
    }

    mutating func readEvents(_ purpose: EventLoad.Purpose, at place: EventPlace) {
        let number = nextNumber()
        events.loadFailure = nil
        if case .jump = purpose { events.isFollowing = false }
        events.load = EventLoad(number: number, purpose: purpose)
        ask(.readEvents(number: number, place, limit: EventLoad.size))
    }

    mutating func receiveExcerpt(_ number: Int, _ result: Result<EventExcerpt, Failure>) {
        guard let load = events.load, load.number == number else { return }
        events.load = nil
        switch result {
        case .failure(let failure):
            events.loadFailure = failure
            if case .jump = load.purpose { say(.bad, "the events were not read: \(failure.message)") }
        case .success(let excerpt):
            events.honesty.first = excerpt.first
            events.honesty.last = max(excerpt.last, events.newest ?? 0)
            take(excerpt, for: load.purpose)
        }
    }

    private mutating func take(_ excerpt: EventExcerpt, for purpose: EventLoad.Purpose) {
        let isAtTail = excerpt.covered.upperBound > events.newest ?? 0
        let all = events.remarks.lines(
            of: excerpt.records, covered: excerpt.covered,
            isAtTail: isAtTail && purpose != .older)
        switch purpose {
        case .older: prepend(all, from: excerpt.covered.lowerBound)
        case .newer:
            let lines = events.found == nil ? all : all.filter { $0.matches(events.applied) }
            events.changeShown { $0.append(lines, to: excerpt.covered.upperBound, isAtTail: isAtTail) }
            keepAroundScreen()
        case .jump(let place):
            guard !excerpt.records.isEmpty || events.count == 0 else { return nothingThere(place) }
            events.window = EventWindow(all, covered: excerpt.covered, isAtTail: isAtTail)
            if events.found != nil { events.found = events.window.filtered(events.applied) }
            self.place(atTop: excerpt.covered.lowerBound)
        }
    }

    private mutating func prepend(_ all: [EventLine], from low: UInt64) {
        let lines = events.found == nil ? all : all.filter { $0.matches(events.applied) }
        let wasEmpty = events.count == 0
        events.changeShown { $0.prepend(lines, from: low) }
        let height = DashboardLayout(self).eventRows
        if wasEmpty || events.isFollowing {
            events.viewport.move(to: events.count - 1, count: events.count, height: height)
        } else {
            events.viewport.place(
                cursor: events.viewport.cursor + lines.count, atLine: events.viewport.line,
                count: events.count, height: height)
        }
        keepAroundScreen()
    }

    /// Lets lines go that are far from the screen, at the end that is farther away.
    private mutating func keepAroundScreen() {
        let excess = events.count - EventWindow.capacity
        guard excess > 0 else { return }
        let above = events.viewport.top
        if above > events.count - above {
            events.changeShown { $0.removeFirst(excess) }
            events.viewport.removed(
                0..<excess, count: events.count, height: DashboardLayout(self).eventRows)
        } else {
            events.changeShown { $0.removeLast(excess) }
        }
    }

    private mutating func nothingThere(_ place: EventPlace) {
        say(.info, "the stream has nothing from there on; this is the newest")
        followEvents()
    }

    /// Stops the search for lines that the filter shows.
    mutating func stopSearch() {
        events.load = nil
        events.isSearchStopped = true
    }

    /// Whether stretch after stretch is read for lines that the filter shows.
    var isSearchingEvents: Bool {
        guard view == .events, events.found != nil, let load = events.load else { return false }
        return load.purpose == .older || load.purpose == .newer
    }
}
