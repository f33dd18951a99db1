/// The messages of a subject, as a sequence for one reader.
///
/// It ends with `unsubscribe()`, with `drain(timeout:)` after what has arrived, when the server refuses it
/// (`failure` then says why), when the connection is closed, and with its last reference.
public final class Subscription: AsyncSequence, Sendable {
    public typealias Element = Message
    public typealias Failure = Never

    private let connection: Connection
    private let interest: Interest
    private let buffer: SubscriptionBuffer

    init(_ connection: Connection, _ interest: Interest, _ buffer: SubscriptionBuffer) {
        self.connection = connection
        self.interest = interest
        self.buffer = buffer
    }

    deinit { unsubscribe() }

    /// How many messages were dropped because the reader was too slow.
    public var dropped: Int { buffer.dropped }

    /// Why the sequence has ended, when it was not asked to.
    public var failure: NATSError? { buffer.failure }

    /// Ends it at once; what has arrived can still be read.
    public func unsubscribe() {
        connection.forget(interest)
        interest.end()
    }

    /// Takes no new messages; the sequence ends after those that the server has sent until now.
    public func drain(timeout: Duration) async {
        await interest.drain(timeout, connection.work)
        connection.forget(interest)
    }

    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(base: buffer.messages.makeAsyncIterator(), subscription: self)
    }

    /// Reads the messages; it keeps the subscription alive.
    public struct AsyncIterator: AsyncIteratorProtocol {
        var base: AsyncStream<Message>.Iterator
        let subscription: Subscription

        public mutating func next() async -> Message? { await base.next() }

        public mutating func next(isolation actor: isolated (any Actor)?) async -> Message? {
            await base.next(isolation: actor)
        }
    }
}
