import NATS
import Synchronization
import Tickets

/// A subject on which a service takes requests, with its subscription and its counts.
final class RequestSubject: Sendable {
    /// Its name in the services protocol.
    let name: String
    /// What is subscribed to.
    let pattern: String
    let statistics: EndpointStatistics
    private let subscription = Mutex<HandlerSubscription?>(nil)

    init(name: String, pattern: String, clock: @escaping @Sendable () -> Timestamp) {
        self.name = name
        self.pattern = pattern
        statistics = EndpointStatistics(clock: clock)
    }

    /// Whether requests come, as far as the server allows.
    var isActive: Bool { current?.isActive ?? false }

    /// Why the server refuses the subscription, if it does.
    var refusal: NATSError? {
        guard let failure = current?.failure, failure.code != .closed else { return nil }
        return failure
    }

    /// How many requests have been read and wait to be looked at.
    var waiting: Int { current?.waiting ?? 0 }

    /// How many requests were dropped because too many waited.
    var dropped: Int { current?.dropped ?? 0 }

    /// Takes a subscription in place of the one before.
    func use(_ new: HandlerSubscription) { subscription.withLock { $0 = new } }

    /// Takes no more; returns when what has arrived has been taken.
    func drain(within limit: Duration) async { await current?.drain(timeout: limit) }

    /// Takes no more.
    func end() { subscription.withLock { $0 = nil } }

    private var current: HandlerSubscription? { subscription.withLock { $0 } }
}
