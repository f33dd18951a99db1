import Dashboard
import Synchronization

/// What has happened and was not yet handled; filled from any thread, emptied by the deck's loop.
///
/// It is bounded: when the loop falls behind, the oldest events are dropped and counted, and a flood
/// of changes becomes one reset, after which the list is read again.
final class MessageQueue: Sendable {
    fileprivate struct Pending {
        var messages: [Message] = []
        /// The events and what is told of their stream, in their order.
        var events: [Message] = []
        var eventCount = 0
        var tally: EventTally?
        var changes = 0
        var alerts = AlertBatch()
    }

    fileprivate static let eventLimit = 2_000
    fileprivate static let changeLimit = 5_000

    private let pending = Mutex(Pending())
    private let waker: AsyncStream<Void>.Continuation
    /// One element, at most, for whatever was posted since the last one was taken.
    let wakeUps: AsyncStream<Void>

    init() {
        (wakeUps, waker) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// Adds a message.
    func post(_ message: Message) {
        pending.withLock { pending in
            switch message {
            case .events(let records, let dropped): pending.add(records, dropped: dropped)
            case .eventFeed: pending.events.append(message)
            case .eventTally(let tally): pending.add(tally)
            case .changed: pending.addChange(message)
            case .alerts(let batch): pending.alerts.append(batch)
            default: pending.messages.append(message)
            }
        }
        waker.yield()
    }

    /// Wakes the loop without a message.
    func wake() { waker.yield() }

    /// Ends the wake-ups.
    func end() { waker.finish() }

    /// Takes all that is there: the messages in their order, then the events in theirs.
    func take() -> [Message] {
        let taken = pending.withLock { pending in
            defer { pending = Pending() }
            return pending
        }
        let alerts = taken.alerts.isEmpty ? [] : [Message.alerts(taken.alerts)]
        return taken.messages + taken.events + (taken.tally.map { [.eventTally($0)] } ?? []) + alerts
    }
}

extension MessageQueue.Pending {
    fileprivate mutating func add(_ records: [EventRecord], dropped: Int) {
        eventCount += records.count
        events.append(.events(records, dropped: dropped))
        for (index, message) in events.enumerated() where eventCount > MessageQueue.eventLimit {
            guard case .events(let records, let dropped) = message else { continue }
            let gone = min(records.count, eventCount - MessageQueue.eventLimit)
            eventCount -= gone
            events[index] = .events(Array(records.dropFirst(gone)), dropped: dropped + gone)
        }
        joinEmpty()
    }

    /// Batches of which nothing is left become one number.
    private mutating func joinEmpty() {
        while events.count > 1, case .events(let first, let dropped) = events[0], first.isEmpty,
            case .events(let second, let more) = events[1]
        {
            events.removeFirst()
            events[0] = .events(second, dropped: dropped + more)
        }
    }

    fileprivate mutating func add(_ later: EventTally) {
        if tally == nil { tally = later } else { tally?.add(later) }
    }

    fileprivate mutating func addChange(_ message: Message) {
        changes += 1
        if changes <= MessageQueue.changeLimit {
            messages.append(message)
        } else if changes == MessageQueue.changeLimit + 1 {
            messages.append(.feedReset)
        }
    }
}
