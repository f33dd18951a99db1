import Tickets

/// How many events came, second by second and minute by minute, and whose they were.
struct EventRates: Sendable, Hashable {
    /// How many seconds and how many minutes are shown.
    static let span = 60
    /// Over how many minutes tenants and tickets are ranked.
    static let rankedMinutes: Int64 = 5

    /// The last minutes, and the last hour by the minute.
    private var recent = EventTally()
    private var minutes: [Int64: EventCounts] = [:]
    /// The earliest second from which all is counted.
    private(set) var since: Int64?
    private(set) var newest: Timestamp?
    private(set) var topTenants: [Rank] = []
    private(set) var topTickets: [Rank] = []
    private var rankedAt: Int64?

    struct Rank: Sendable, Hashable {
        let name: String
        let count: Int
    }

    mutating func take(_ tally: EventTally, at now: Timestamp) {
        recent.add(tally)
        for (second, counts) in tally.seconds { minutes[second / 60, default: EventCounts()].add(counts) }
        since = ([since].compactMap { $0 } + tally.seconds.keys).min()
        newest = [newest, tally.newestTime].compactMap { $0 }.max()
        pass(to: now)
    }

    /// Lets old numbers go and ranks the names, at most once a second.
    mutating func pass(to now: Timestamp) {
        let second = now.second
        guard rankedAt != second else { return }
        rankedAt = second
        recent.forget(before: second - EventRates.rankedMinutes * 60)
        minutes = minutes.filter { $0.key > second / 60 - Int64(2 * EventRates.span) }
        topTenants = EventRates.ranks(recent.tenants)
        topTickets = EventRates.ranks(recent.tickets)
    }

    private static func ranks(_ names: [Int64: [String: Int]]) -> [Rank] {
        var sums: [String: Int] = [:]
        for counts in names.values { sums.merge(counts) { $0 + $1 } }
        let sorted = sums.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
        return sorted.prefix(10).map { Rank(name: $0.key, count: $0.value) }
    }

    /// Events by the second up to the last full one, oldest first; `nil` before the counting began.
    func bySecond(_ family: EventFamily?, at now: Timestamp) -> [Double?] {
        let last = now.second - 1
        return (0..<Int64(EventRates.span)).reversed().map { back in
            value(recent.seconds[last - back], family, isKnown: last - back >= since ?? .max)
        }
    }

    /// Events by the minute, the one that runs last, oldest first.
    func byMinute(_ family: EventFamily?, at now: Timestamp) -> [Double?] {
        let last = now.second / 60
        return (0..<Int64(EventRates.span)).reversed().map { back in
            value(minutes[last - back], family, isKnown: last - back >= (since ?? .max) / 60)
        }
    }

    private func value(_ counts: EventCounts?, _ family: EventFamily?, isKnown: Bool) -> Double? {
        guard isKnown else { return nil }
        guard let counts else { return 0 }
        return Double(family.map { counts[$0] } ?? counts.total)
    }

    /// Events a second over the last seconds that are over.
    func perSecond(_ family: EventFamily?, over seconds: Int = 10, at now: Timestamp) -> Double {
        let values = bySecond(family, at: now).suffix(seconds).compactMap { $0 }
        return values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    }
}
