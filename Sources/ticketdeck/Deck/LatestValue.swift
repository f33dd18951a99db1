import Synchronization

/// A value that changes now and then; each reader sees the latest one, not every one.
final class LatestValue<Value: Sendable>: Sendable {
    private struct State {
        var value: Value
        var readers: [Int: AsyncStream<Value>.Continuation] = [:]
        var nextReader = 0
    }

    private let state: Mutex<State>

    init(_ value: Value) { state = Mutex(State(value: value)) }

    var current: Value { state.withLock { $0.value } }

    func set(_ value: Value) { change { $0 = value } }

    func change(_ body: (inout Value) -> Void) {
        state.withLock { state in
            body(&state.value)
            for reader in state.readers.values { reader.yield(state.value) }
        }
    }

    /// The value now, then each later one.
    func values() -> AsyncStream<Value> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Value.self, bufferingPolicy: .bufferingNewest(1))
        let reader = state.withLock { state in
            let reader = state.nextReader
            state.nextReader += 1
            state.readers[reader] = continuation
            continuation.yield(state.value)
            return reader
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { state in _ = state.readers.removeValue(forKey: reader) }
        }
        return stream
    }
}
