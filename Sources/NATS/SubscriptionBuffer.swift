import Synchronization

/// The messages that wait for the reader of a subscription: bounded, the oldest give way.
final class SubscriptionBuffer: Sendable {
    private struct Outcome {
        var dropped = 0
        var failure: NATSError?
    }

    let messages: AsyncStream<Message>
    private let source: AsyncStream<Message>.Continuation
    private let outcome = Mutex(Outcome())

    init(limit: Int) {
        (messages, source) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(max(1, limit)))
    }

    var dropped: Int { outcome.withLock { $0.dropped } }
    var failure: NATSError? { outcome.withLock { $0.failure } }

    func add(_ message: Message) {
        if case .dropped = source.yield(message) { outcome.withLock { $0.dropped += 1 } }
    }

    func finish(_ failure: NATSError?) {
        outcome.withLock { $0.failure = failure }
        source.finish()
    }
}
