import Synchronization

/// The latest changes of the ticket log, in its order, for the relay.
///
/// Of more than the capacity the oldest go; a log that others can read has them still.
public final class LogTail: Sendable {
    private struct State {
        var changes: [LoggedChange] = []
        /// How many at the front of `changes` are not kept any more.
        var gone = 0
        /// Every change behind this sequence, up to `end`, is here.
        var base: UInt64 = 0
        /// Up to here the log is known.
        var end: UInt64 = 0
        var dropped = 0
        /// How often the log was another one.
        var epoch = 0
        var isClosed = false
        var waiter: CheckedContinuation<Void, Never>?

        /// The position of the first change behind a sequence.
        func index(after sequence: UInt64) -> Int {
            let kept = changes[gone...]
            return kept.partitioningIndex { $0.sequence > sequence }
        }

        /// Whether there is a change behind a sequence; `nil` when one may still come.
        func answer(_ sequence: UInt64, _ epoch: Int) -> Bool? {
            if epoch != self.epoch { return false }
            if let last = changes.last, last.sequence > sequence { return true }
            return isClosed ? false : nil
        }

        /// Forgets the changes before a position; the array is shifted only now and then.
        mutating func forget(before index: Int) {
            guard index > gone else { return }
            base = max(base, changes[index - 1].sequence)
            gone = index
            if gone == changes.count {
                changes.removeAll(keepingCapacity: gone <= 1024)
                gone = 0
            } else if gone >= 512, gone * 2 >= changes.count {
                changes.removeFirst(gone)
                gone = 0
            }
        }
    }

    private let state = Mutex(State())
    private let capacity: Int

    init(capacity: Int) { self.capacity = capacity }

    /// Up to which sequence the log is known.
    var end: UInt64 { state.withLock { $0.end } }

    /// Which of the logs it is that came one after the other.
    var epoch: Int { state.withLock { $0.epoch } }

    /// How many changes went because there were too many.
    var dropped: Int { state.withLock { $0.dropped } }

    /// How many changes there are behind a sequence.
    func count(after sequence: UInt64) -> Int {
        state.withLock { $0.changes.count - $0.index(after: sequence) }
    }

    /// Adds the next change of the log.
    ///
    /// - Returns: wakes who waits for it; to be called when no lock is held.
    func append(_ change: LoggedChange) -> Wake {
        let waiter = state.withLock { state in
            state.changes.append(change)
            state.end = max(state.end, change.sequence)
            if state.changes.count - state.gone > capacity {
                state.forget(before: state.gone + 1)
                state.dropped += 1
            }
            return state.waiter.take()
        }
        return Wake(waiter: waiter)
    }

    /// Wakes the one who waits for a change, if there is one.
    struct Wake {
        fileprivate let waiter: CheckedContinuation<Void, Never>?

        func callAsFunction() { waiter?.resume() }
    }

    /// The log has no changes up to here but those that were added.
    func advance(to sequence: UInt64) {
        state.withLock { $0.end = max($0.end, sequence) }
    }

    /// Forgets the changes up to a sequence: they are dealt with.
    func discard(through sequence: UInt64) {
        state.withLock { $0.forget(before: $0.index(after: sequence)) }
    }

    /// Forgets everything: the log is another one.
    func reset() {
        let waiter = state.withLock { state in
            let (waiter, epoch, isClosed) = (state.waiter, state.epoch, state.isClosed)
            state = State()
            state.epoch = epoch + 1
            state.isClosed = isClosed
            return waiter
        }
        waiter?.resume()
    }

    /// The changes behind a sequence, in their order; `nil` when some of them are not here any more.
    func changes(after sequence: UInt64, atMost wanted: Int) -> [LoggedChange]? {
        state.withLock { state in
            guard sequence >= state.base else { return nil }
            return Array(state.changes[state.index(after: sequence)...].prefix(wanted))
        }
    }

    /// The changes behind a sequence that are still here, in their order.
    func kept(after sequence: UInt64, atMost wanted: Int) -> [LoggedChange] {
        state.withLock { Array($0.changes[$0.index(after: sequence)...].prefix(wanted)) }
    }

    /// No more changes come: nobody waits any longer.
    func close() {
        let waiter = state.withLock { state in
            state.isClosed = true
            return state.waiter.take()
        }
        waiter?.resume()
    }

    /// Waits until there is a change behind a sequence; one task at a time.
    ///
    /// - Returns: whether there is one; `false` when the tail was closed, the log is another one than that
    ///   of the epoch, or the task was cancelled.
    func hasChange(after sequence: UInt64, in epoch: Int) async -> Bool {
        while !Task.isCancelled {
            let answer = state.withLock { $0.answer(sequence, epoch) }
            if let answer { return answer }
            await waitForNews(after: sequence, in: epoch)
        }
        return false
    }

    private func waitForNews(after sequence: UInt64, in epoch: Int) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    if state.answer(sequence, epoch) != nil || Task.isCancelled { return true }
                    state.waiter = continuation
                    return false
                }
                if isReady { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiter.take() }?.resume()
        }
    }
}
