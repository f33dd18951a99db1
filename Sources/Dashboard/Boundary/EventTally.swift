public import Tickets

/// What came through the event stream since the last tally: all of it, also what is not shown.
///
/// It is bounded: of very many names the rarest are forgotten.
public struct EventTally: Sendable, Hashable {
    /// How many tenants or tickets are told apart in a minute.
    static let nameLimit = 2_000

    /// By the second at which the stream stored them, since 1970.
    public private(set) var seconds: [Int64: EventCounts] = [:]
    /// By the minute since 1970 and the name.
    private(set) var tenants: [Int64: [String: Int]] = [:]
    private(set) var tickets: [Int64: [String: Int]] = [:]
    /// The sequence and the time of the newest one.
    public private(set) var newest: UInt64 = 0
    public private(set) var newestTime: Timestamp?
    /// How many the stream holds behind the newest one.
    public var pending: UInt64 = 0

    public init() {}

    /// Counts a message.
    public mutating func add(
        sequence: UInt64, time: Timestamp, family: EventFamily, tenant: String?, ticket: String?
    ) {
        let second = time.second
        seconds[second, default: EventCounts()][family] += 1
        let minute = second / 60
        if let tenant { EventTally.count(1, tenant, in: &tenants[minute, default: [:]]) }
        if let ticket { EventTally.count(1, ticket, in: &tickets[minute, default: [:]]) }
        newest = sequence
        newestTime = time
    }

    /// Adds what a later tally has counted.
    public mutating func add(_ later: EventTally) {
        for (second, counts) in later.seconds { seconds[second, default: EventCounts()].add(counts) }
        EventTally.add(later.tenants, to: &tenants)
        EventTally.add(later.tickets, to: &tickets)
        if later.newestTime != nil {
            newest = later.newest
            newestTime = later.newestTime
        }
        pending = later.pending
    }

    /// Forgets what is older than a second.
    mutating func forget(before second: Int64) {
        seconds = seconds.filter { $0.key >= second }
        tenants = tenants.filter { $0.key >= second / 60 }
        tickets = tickets.filter { $0.key >= second / 60 }
    }

    private static func add(_ later: [Int64: [String: Int]], to names: inout [Int64: [String: Int]]) {
        for (minute, counts) in later {
            for (name, count) in counts { self.count(count, name, in: &names[minute, default: [:]]) }
        }
    }

    private static func count(_ count: Int, _ name: String, in counts: inout [String: Int]) {
        counts[name, default: 0] += count
        guard counts.count > 2 * nameLimit else { return }
        // Who comes often is among those that are kept, whenever that begins.
        let kept = counts.sorted { $0.value > $1.value }.prefix(nameLimit)
        counts = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
    }
}

extension Timestamp {
    /// The second since 1970 that it is in.
    var second: Int64 { milliseconds / 1000 - (milliseconds % 1000 < 0 ? 1 : 0) }
}
