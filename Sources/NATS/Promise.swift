import Synchronization

/// A result that comes once, from any thread, for one task that waits for it.
final class Promise<Value: Sendable>: Sendable {
    private enum State {
        case open
        case waiting(CheckedContinuation<Result<Value, NATSError>, Never>)
        case settled(Result<Value, NATSError>)
    }

    private let state = Mutex(State.open)

    /// Gives the result; returns whether it was the first one.
    @discardableResult
    func settle(_ result: Result<Value, NATSError>) -> Bool {
        let (first, waiting) = state.withLock {
            state -> (Bool, CheckedContinuation<Result<Value, NATSError>, Never>?) in
            switch state {
            case .settled: return (false, nil)
            case .open:
                state = .settled(result)
                return (true, nil)
            case .waiting(let continuation):
                state = .settled(result)
                return (true, continuation)
            }
        }
        waiting?.resume(returning: result)
        return first
    }

    /// Waits for the result.
    ///
    /// - Throws: the failure it was settled with; `cancelled` when the task is cancelled first.
    func value() async throws(NATSError) -> Value {
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let settled = state.withLock { state -> Result<Value, NATSError>? in
                    if case .settled(let result) = state { return result }
                    state = .waiting(continuation)
                    return nil
                }
                if let settled { continuation.resume(returning: settled) }
            }
        } onCancel: {
            settle(.failure(NATSError(.cancelled, "cancelled")))
        }
        return try result.get()
    }

    /// Waits for the result also when the task is cancelled: for endings that must be complete.
    func settled() async {
        _ = await withCheckedContinuation { continuation in
            let settled = state.withLock { state -> Result<Value, NATSError>? in
                if case .settled(let result) = state { return result }
                state = .waiting(continuation)
                return nil
            }
            if let settled { continuation.resume(returning: settled) }
        }
    }
}
