import Dashboard
import Synchronization

/// What has happened and was not yet handled; filled from any thread, emptied by the deck's loop.
///
/// It is bounded: when the loop falls behind, the oldest events are dropped and counted, and a flood
/// of changes becomes one reset, after which the list is read again.
final class MessageQueue: Sendable {
    fileprivate struct Pending {
        var messages: [Message] = []
        var events: [EventRecord] = []
        var droppedEvents = 0
        var changes = 0
        var alerts = AlertBatch()
    }

    fileprivate static let eventLimit = 20_000
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
        if taken.events.isEmpty, taken.droppedEvents == 0 { return taken.messages + alerts }
        return taken.messages + [.events(taken.events, dropped: taken.droppedEvents)] + alerts
    }
}

extension MessageQueue.Pending {
    fileprivate mutating func add(_ records: [EventRecord], dropped: Int) {
        events += records
        droppedEvents += dropped
        let excess = events.count - MessageQueue.eventLimit
        guard excess > 0 else { return }
        events.removeFirst(excess)
        droppedEvents += excess
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
