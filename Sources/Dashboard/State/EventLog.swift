/// Lines of the event stream. Each has a number for good, so that places stay right while lines come and
/// go at either end.
struct EventLog: Sendable, Hashable {
    private var storage: [EventLine] = []
    /// The slots at the beginning of `storage` whose lines are gone.
    private var gone = 0
    /// The number of the first line that is kept.
    private(set) var first = 0
    /// The number of the next line.
    var next: Int { first + count }
    var count: Int { storage.count - gone }

    /// The line of a number that is kept.
    subscript(number: Int) -> EventLine { storage[gone + number - first] }

    /// The lines in their order.
    var lines: ArraySlice<EventLine> { storage[gone...] }

    mutating func append(_ line: EventLine) { storage.append(line) }

    mutating func append(_ lines: [EventLine]) { storage += lines }

    mutating func prepend(_ lines: [EventLine]) {
        storage.replaceSubrange(..<gone, with: lines)
        gone = 0
        first -= lines.count
    }

    /// Lets the oldest lines go.
    mutating func removeFirst(_ lines: Int) {
        gone += lines
        first += lines
        guard gone > 1_000 else { return }
        storage.removeFirst(gone)
        gone = 0
    }

    /// Lets the newest lines go.
    mutating func removeLast(_ lines: Int) { storage.removeLast(lines) }

    /// The number of the first line that stands at a sequence or behind it; `next`: none.
    func number(atOrAfter sequence: UInt64) -> Int {
        var (low, high) = (first, next)
        while low < high {
            // Numbers may be below zero, where a quotient is rounded up.
            let middle = low + (high - low) / 2
            if self[middle].sequence < sequence { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
