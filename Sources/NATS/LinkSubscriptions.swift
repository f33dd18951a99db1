import Synchronization

/// The subscriptions of one link, whose messages its thread handles.
final class LinkSubscriptions: Sendable {
    private struct State {
        var members: [LiveSubscription] = []
        var isOver = false
        var calls: [@Sendable () -> Void] = []
    }

    private let state = Mutex(State())
    private let version = Atomic(0)

    /// Changes with each change of what `all` gives.
    var currentVersion: Int { version.load(ordering: .acquiring) }

    /// The subscriptions, in the order in which they came.
    var all: [LiveSubscription] { state.withLock { $0.members } }

    /// Adds one, unless the link is over.
    func add(_ subscription: LiveSubscription) {
        state.withLock { state in
            if !state.isOver { state.members.append(subscription) }
        }
        version.add(1, ordering: .releasing)
    }

    /// Removes one: it gets no more messages, but for the one that is being handled.
    func remove(_ subscription: LiveSubscription) {
        state.withLock { $0.members.removeAll { $0 === subscription } }
        version.add(1, ordering: .releasing)
    }

    /// Keeps a call for the end of the present round.
    ///
    /// - Returns: `false` when there are no more rounds.
    func callLater(_ call: @escaping @Sendable () -> Void) -> Bool {
        state.withLock { state in
            if !state.isOver { state.calls.append(call) }
            return !state.isOver
        }
    }

    /// Makes the calls that were kept.
    func callDeferred() {
        let calls = state.withLock { state in
            defer { state.calls = [] }
            return state.calls
        }
        for call in calls { call() }
    }

    /// The link is over; nobody gets anything any more.
    func end() {
        state.withLock { state in
            state.members = []
            state.isOver = true
        }
        version.add(1, ordering: .releasing)
        callDeferred()
    }
}
