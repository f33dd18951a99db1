/// A subscription whose messages go to a closure. It ends with its last reference.
public final class HandlerSubscription: Sendable {
    private let connection: Connection
    private let interest: Interest

    init(_ connection: Connection, _ interest: Interest) {
        self.connection = connection
        self.interest = interest
    }

    deinit { unsubscribe() }

    /// How many messages have been read and wait for the closure.
    public var waiting: Int { interest.waiting }

    /// How many messages were dropped because the closure was too slow.
    public var dropped: Int { interest.dropped }

    /// Whether it still wants messages: not after its end, and not once the server has refused it.
    public var isActive: Bool { interest.isActive }

    /// Why it has ended, when it was not asked to.
    public var failure: NATSError? { interest.failure }

    /// Ends it at once; a call of the closure that is under way goes on.
    public func unsubscribe() {
        connection.forget(interest)
        interest.end()
    }

    /// Takes no new messages, gives those that have arrived to the closure, and ends.
    public func drain(timeout: Duration) async {
        await interest.drain(timeout, connection.work)
        connection.forget(interest)
    }
}
