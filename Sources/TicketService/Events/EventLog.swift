import Synchronization
public import TicketWire
public import Tickets

/// The latest events, in memory, of a service without JetStream: for `events`, and for those in this process
/// who follow them.
public final class EventLog: EventSource {
    private struct State {
        var events: [StoredEvent] = []
        /// How many at the front of `events` are beyond the capacity.
        var forgotten = 0
        var followers: [Int: AsyncStream<StoredEvent>.Continuation] = [:]
        var lastFollower = 0
    }

    private let state = Mutex(State())
    private let capacity: Int

    /// An empty log.
    ///
    /// - Parameter capacity: how many events are kept; of more, the oldest go.
    public init(capacity: Int = 10_000) { self.capacity = capacity }

    /// Adds the next event.
    public func append(_ event: StoredEvent) {
        let followers = state.withLock { state in
            state.events.append(event)
            if state.events.count - state.forgotten > capacity { state.forgotten += 1 }
            if state.forgotten > capacity {
                state.events.removeFirst(state.forgotten)
                state.forgotten = 0
            }
            return Array(state.followers.values)
        }
        for follower in followers { follower.yield(event) }
    }

    /// The latest events that are kept, then each one as it is added; of more than `limit` that nobody
    /// has taken yet the oldest are dropped.
    public func follow(limit: Int = 10_000) -> AsyncStream<StoredEvent> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: StoredEvent.self, bufferingPolicy: .bufferingNewest(limit))
        let number = state.withLock { state in
            for event in state.events[state.forgotten...] { continuation.yield(event) }
            state.lastFollower += 1
            state.followers[state.lastFollower] = continuation
            return state.lastFollower
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { $0.followers[number] = nil }
        }
        return stream
    }

    public var local: EventLog { self }

    /// Whether anything was ever added.
    var hasEvents: Bool { state.withLock { !$0.events.isEmpty } }

    public func events(of tenant: Tenant, _ query: EventQuery) async throws(StoreError) -> EventPage {
        let found = state.withLock { state in
            let kept = state.events[state.forgotten...]
            let wanted = kept.lazy.filter { stored in
                stored.event.change.ticket.tenant == tenant
                    && stored.sequence > (query.afterSequence ?? 0)
                    && query.since.map { stored.time >= $0 } ?? true
            }
            return Array(wanted.prefix(query.limit))
        }
        return EventPage(found, after: query.afterSequence)
    }
}
