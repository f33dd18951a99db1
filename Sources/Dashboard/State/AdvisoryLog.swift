/// The latest advisories, the newest first. Each has a number for good.
struct AdvisoryLog: Sendable, Hashable {
    /// So many are kept.
    static let capacity = 200

    private(set) var entries: [(number: Int, advisory: Advisory)] = []
    private var next = 0

    /// Adds what was told, in its order.
    mutating func add(_ advisories: [Advisory]) {
        for advisory in advisories.suffix(AdvisoryLog.capacity) {
            entries.insert((next, advisory), at: 0)
            next += 1
        }
        if entries.count > AdvisoryLog.capacity {
            entries.removeLast(entries.count - AdvisoryLog.capacity)
        }
    }

    /// The one of a number, while it is kept.
    subscript(number: Int) -> Advisory? { entries.first { $0.number == number }?.advisory }

    static func == (left: AdvisoryLog, right: AdvisoryLog) -> Bool {
        left.next == right.next && left.entries.map(\.advisory) == right.entries.map(\.advisory)
    }

    func hash(into hasher: inout Hasher) { hasher.combine(next) }
}
