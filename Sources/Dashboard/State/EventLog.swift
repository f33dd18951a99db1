/// The latest lines of the event stream. Each has a number for good, so that places stay right
/// while old lines go.
struct EventLog: Sendable, Hashable {
    /// How many lines are kept.
    static let capacity = 10_000

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

    mutating func append(_ line: EventLine) { storage.append(line) }

    /// Lets old lines go until so many are left.
    mutating func evict(downTo limit: Int) {
        let excess = count - limit
        guard excess > 0 else { return }
        gone += excess
        first += excess
        guard gone > limit else { return }
        storage.removeFirst(gone)
        gone = 0
    }
}
