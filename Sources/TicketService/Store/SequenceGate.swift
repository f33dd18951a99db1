import Synchronization

/// Lets those through who wait for a sequence, once it is reached.
final class SequenceGate: Sendable {
    private struct State {
        var reached: UInt64 = 0
        var lastNumber = 0
        var waiting: [Int: (sequence: UInt64, continuation: CheckedContinuation<Bool, Never>)] = [:]
    }

    private let state = Mutex(State())

    /// Opens for everyone who waits for this sequence or an earlier one.
    func open(upTo sequence: UInt64) {
        let ready = state.withLock { state in
            state.reached = max(state.reached, sequence)
            let ready = state.waiting.filter { $0.value.sequence <= state.reached }
            for number in ready.keys { state.waiting[number] = nil }
            return ready.values.map(\.continuation)
        }
        for continuation in ready { continuation.resume(returning: true) }
    }

    /// Closes again: sequences are counted anew. Those who wait go on waiting.
    func close() { state.withLock { $0.reached = 0 } }

    /// Waits for a sequence.
    ///
    /// - Returns: whether it was reached in time.
    func wait(for sequence: UInt64, within limit: Duration) async -> Bool {
        await withTaskGroup(of: Bool.self) { group in
            group.addTask { await self.wait(for: sequence) }
            group.addTask {
                // The deadline: when it passes first, the wait is over without its result.
                try? await Task.sleep(for: limit)
                return false
            }
            let isReached = await group.next() ?? false
            group.cancelAll()
            return isReached
        }
    }

    private func wait(for sequence: UInt64) async -> Bool {
        let number = state.withLock { state in
            state.lastNumber += 1
            return state.lastNumber
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let result = state.withLock { (state) -> Bool? in
                    if state.reached >= sequence { return true }
                    if Task.isCancelled { return false }
                    state.waiting[number] = (sequence, continuation)
                    return nil
                }
                if let result { continuation.resume(returning: result) }
            }
        } onCancel: {
            cancel(number)
        }
    }

    private func cancel(_ number: Int) {
        let waiting = state.withLock { $0.waiting.removeValue(forKey: number) }
        waiting?.continuation.resume(returning: false)
    }
}
