import Dashboard
import Synchronization
import TicketClient
import TicketWire

/// Events that came and were not handed on yet: the newest of them as they are, of the rest the numbers.
///
/// Everything is counted by second, subject, tenant and ticket, from headers alone; only what is handed on is
/// read.
final class EventIntake: Sendable {
    /// How many are kept at most, and how many bytes of them.
    private static let limit = 2_000
    private static let byteLimit = 16 << 20

    fileprivate enum Item {
        case entries([StreamEntry], leftOut: Int)
        case feed(EventFeed)
    }

    fileprivate struct Pending {
        var items: [Item] = []
        var count = 0
        var bytes = 0
        var tally = EventTally()
        var isEmpty = true
    }

    private let pending = Mutex(Pending())
    private let signal: AsyncStream<Void>.Continuation
    /// One element, at most, for whatever came since the last one was taken.
    let signals: AsyncStream<Void>

    init() { (signals, signal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1)) }

    /// How the tail is, in its place between the entries.
    func add(_ feed: EventFeed) {
        pending.withLock { pending in
            pending.items.append(.feed(feed))
            pending.isEmpty = false
        }
        signal.yield()
    }

    func add(_ entries: [StreamEntry], pending rest: UInt64) {
        var tally = EventTally()
        for entry in entries { tally.add(entry) }
        tally.pending = rest
        pending.withLock { pending in
            pending.tally.add(tally)
            pending.add(entries)
            pending.isEmpty = false
            pending.keep(EventIntake.limit, bytes: EventIntake.byteLimit)
        }
        signal.yield()
    }

    /// Everything since the last time, as messages for the dashboard.
    func take() -> [Message] {
        let taken = pending.withLock { pending in
            defer { pending = Pending() }
            return pending
        }
        guard !taken.isEmpty else { return [] }
        let messages: [Message] = taken.items.map { item in
            switch item {
            case .entries(let entries, let leftOut):
                .events(entries.map(EventRecord.init), dropped: leftOut)
            case .feed(let feed): .eventFeed(feed)
            }
        }
        return taken.tally.newestTime == nil ? messages : messages + [.eventTally(taken.tally)]
    }
}

extension EventIntake.Pending {
    fileprivate mutating func add(_ entries: [StreamEntry]) {
        count += entries.count
        bytes += entries.reduce(0) { $0 + $1.payload.count }
        if case .entries(var all, let leftOut) = items.last {
            // Taken out first, so that the array is not copied.
            items.removeLast()
            all += entries
            items.append(.entries(all, leftOut: leftOut))
        } else {
            items.append(.entries(entries, leftOut: 0))
        }
    }

    /// Leaves the oldest out until so many are kept.
    fileprivate mutating func keep(_ limit: Int, bytes byteLimit: Int) {
        for (index, item) in items.enumerated() where count > limit || bytes > byteLimit {
            guard case .entries(let entries, let leftOut) = item else { continue }
            var gone = 0
            while gone < entries.count, count > limit || bytes > byteLimit {
                bytes -= entries[gone].payload.count
                count -= 1
                gone += 1
            }
            items[index] = .entries(Array(entries[gone...]), leftOut: leftOut + gone)
        }
    }
}

extension EventTally {
    /// Counts a message by its headers: nothing of it is read.
    fileprivate mutating func add(_ entry: StreamEntry) {
        var (tenant, ticket): (String?, String?)
        for header in entry.headers {
            if header.name == WireHeader.tenantID { tenant = header.value }
            if header.name == WireHeader.ticketID { ticket = header.value }
        }
        add(
            sequence: entry.sequence, time: entry.time, family: EventFamily(subject: entry.subject),
            tenant: tenant, ticket: ticket)
    }
}
