import Synchronization

/// Changes that wait to be dealt with, in the order of the log; one task takes them.
///
/// Of more than the limit the oldest are dropped and counted.
public final class ChangeBacklog: Sendable {
    private struct State {
        var waiting: [LoggedChange] = []
        /// How many at the front of `waiting` were taken already.
        var taken = 0
        var dropped = 0
        var isClosed = false
        var taker: CheckedContinuation<Void, Never>?

        mutating func take(_ wanted: Int) -> [LoggedChange] {
            let changes = Array(waiting[taken..<min(waiting.count, taken + wanted)])
            taken += changes.count
            compact()
            return changes
        }

        /// Drops what was taken, now and then, so that taking one does not shift all the others.
        mutating func compact() {
            if taken == waiting.count {
                waiting.removeAll(keepingCapacity: waiting.capacity < 4096)
                taken = 0
            } else if taken > 1024, taken * 2 > waiting.count {
                waiting.removeFirst(taken)
                taken = 0
            }
        }
    }

    private let state = Mutex(State())
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// How many changes wait.
    public var count: Int { state.withLock { $0.waiting.count - $0.taken } }

    /// How many changes were dropped because too many waited.
    public var dropped: Int { state.withLock { $0.dropped } }

    /// Adds the next change of the log.
    func append(_ change: LoggedChange) {
        let taker = state.withLock { (state) -> CheckedContinuation<Void, Never>? in
            state.waiting.append(change)
            if state.waiting.count - state.taken > limit {
                state.taken += 1
                state.dropped += 1
            }
            state.compact()
            return state.taker.take()
        }
        taker?.resume()
    }

    /// The next changes, at least one, in their order; waits for one.
    ///
    /// - Parameter wanted: how many at most.
    /// - Returns: the changes; none when the backlog was closed and is empty, or the task was cancelled.
    public func next(atMost wanted: Int) async -> [LoggedChange] {
        while !Task.isCancelled {
            let (changes, isClosed) = state.withLock { ($0.take(wanted), $0.isClosed) }
            if !changes.isEmpty || isClosed { return changes }
            await waitForChange()
        }
        return []
    }

    /// Ends the backlog: what waits is still given, then nothing.
    func close() {
        let taker = state.withLock { (state) -> CheckedContinuation<Void, Never>? in
            state.isClosed = true
            return state.taker.take()
        }
        taker?.resume()
    }

    private func waitForChange() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    if state.waiting.count > state.taken || state.isClosed || Task.isCancelled { return true }
                    state.taker = continuation
                    return false
                }
                if isReady { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.taker.take() }?.resume()
        }
    }
}
