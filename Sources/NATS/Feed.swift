import Synchronization

/// The state of an ordered consumer between the thread of libnats that receives and the task that reads.
final class Feed: Sendable {
    private struct Shared {
        var state: FeedState
        var reader: CheckedContinuation<Void, Never>?
    }

    private let shared: Mutex<Shared>

    init(limit: Int) { shared = Mutex(Shared(state: FeedState(limit: limit))) }

    /// Changes the state; wakes the reader when the change says so.
    private func change(_ body: (inout FeedState) -> Bool) {
        let reader = shared.withLock { shared -> CheckedContinuation<Void, Never>? in
            guard body(&shared.state) else { return nil }
            defer { shared.reader = nil }
            return shared.reader
        }
        reader?.resume()
    }

    /// Reads or changes the state without waking anybody.
    func with<Value: Sendable>(_ body: (inout FeedState) -> sending Value) -> Value {
        shared.withLock { body(&$0.state) }
    }

    func receive(_ message: Message, _ generation: UInt64) {
        change { $0.receive(message, generation) }
    }

    func fall(_ reason: String?) {
        change { state in
            state.fall(reason)
            return true
        }
    }

    func end() {
        change { state in
            state.end()
            return true
        }
    }

    /// Waits until there may be something to do; returns at once when the task is cancelled.
    func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let hasWork = shared.withLock { shared in
                    if shared.state.isIdle, !Task.isCancelled {
                        shared.reader = continuation
                        return false
                    }
                    return true
                }
                if hasWork { continuation.resume() }
            }
        } onCancel: {
            change { _ in true }
        }
    }
}
