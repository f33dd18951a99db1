import Tickets

/// A stretch of the event stream as lines: all of them, or those that a filter shows.
struct EventWindow: Sendable, Hashable {
    /// How many lines are kept.
    static let capacity = 10_000

    private(set) var log = EventLog()
    /// The sequences that were looked at; nothing is known of what is outside. `nil`: nothing was read.
    private(set) var covered: Range<UInt64>?
    /// Whether new messages belong at its end.
    private(set) var isAtTail = true

    var count: Int { log.count }

    /// A line by its row.
    func line(at row: Int) -> EventLine? { row >= 0 && row < count ? log[log.first + row] : nil }

    /// The row of the first line that stands at a sequence or behind it.
    func row(atOrAfter sequence: UInt64) -> Int { log.number(atOrAfter: sequence) - log.first }

    /// Adds a new line at the tail; messages up to its sequence are then known. What was read already, since
    /// the reading was ahead of the tail, is not added again.
    mutating func append(_ line: EventLine, knownTo next: UInt64, isShown: Bool = true) {
        let known = covered
        let low = known?.lowerBound ?? line.sequence
        covered = min(low, next)..<max(known?.upperBound ?? next, next)
        if isShown, let line = line.beyond(known?.upperBound ?? 0, through: next) { log.append(line) }
    }

    /// Adds what was read before its beginning.
    mutating func prepend(_ lines: [EventLine], from low: UInt64) {
        log.prepend(lines)
        if let known = covered { covered = min(low, known.lowerBound)..<known.upperBound }
    }

    /// Adds what was read behind its end.
    mutating func append(_ lines: [EventLine], to next: UInt64, isAtTail: Bool) {
        log.append(lines)
        if let known = covered { covered = known.lowerBound..<max(next, known.upperBound) }
        self.isAtTail = isAtTail
    }

    /// Lets lines at the beginning go.
    mutating func removeFirst(_ lines: Int) {
        guard lines > 0, lines < count else { return }
        log.removeFirst(lines)
        if let known = covered { covered = min(log[log.first].boundary, known.upperBound)..<known.upperBound }
    }

    /// Lets lines at the end go: it is not at the tail then.
    mutating func removeLast(_ lines: Int) {
        guard lines > 0, lines < count, let known = covered else { return }
        let next = log[log.next - lines].boundary
        log.removeLast(lines)
        covered = known.lowerBound..<max(known.lowerBound, next)
        isAtTail = false
    }

    /// What a filter leaves of it.
    func filtered(_ filter: EventFilter) -> EventWindow {
        var window = EventWindow()
        window.log.append(log.lines.filter { $0.matches(filter) })
        window.covered = covered
        window.isAtTail = isAtTail
        return window
    }
}

extension EventWindow {
    /// A stretch that was read.
    init(_ lines: [EventLine], covered: Range<UInt64>, isAtTail: Bool) {
        log.append(lines)
        self.covered = covered
        self.isAtTail = isAtTail
    }
}
