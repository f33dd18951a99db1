import Synchronization

/// A state with any number of listeners. Each hears the current state, then the changes; a slow one only the
/// newest.
final class StateBroadcast<State: Sendable>: Sendable {
    private struct Content {
        var state: State
        var isFinished = false
        var nextKey = 0
        var listeners: [Int: AsyncStream<State>.Continuation] = [:]
    }

    private let content: Mutex<Content>

    init(_ state: State) { content = Mutex(Content(state: state)) }

    var current: State { content.withLock { $0.state } }

    func send(_ state: State) {
        let listeners = content.withLock { content in
            content.state = state
            return Array(content.listeners.values)
        }
        for listener in listeners { listener.yield(state) }
    }

    /// Sends the last state; the streams end behind it.
    func finish(_ state: State) {
        send(state)
        let listeners = content.withLock { content in
            content.isFinished = true
            defer { content.listeners = [:] }
            return Array(content.listeners.values)
        }
        for listener in listeners { listener.finish() }
    }

    func stream() -> AsyncStream<State> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: State.self, bufferingPolicy: .bufferingNewest(1))
        let key: Int? = content.withLock { content in
            continuation.yield(content.state)
            guard !content.isFinished else { return nil }
            content.nextKey += 1
            content.listeners[content.nextKey] = continuation
            return content.nextKey
        }
        guard let key else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [self] _ in
            content.withLock { _ = $0.listeners.removeValue(forKey: key) }
        }
        return stream
    }
}
