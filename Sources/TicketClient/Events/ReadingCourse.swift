import NATS
import Synchronization

/// The consumer that a reading uses just now, so that another thread can end it.
final class ReadingCourse: Sendable {
    private struct State {
        var isStopped = false
        var consumer: OrderedConsumer?
    }

    private let state = Mutex(State())

    var isStopped: Bool { state.withLock { $0.isStopped } }

    /// Takes a consumer into use; one that comes after the end ends at once.
    func use(_ consumer: OrderedConsumer) -> OrderedConsumer {
        let isStopped = state.withLock { state in
            state.consumer = consumer
            return state.isStopped
        }
        if isStopped { consumer.stop() }
        return consumer
    }

    func stop() {
        let consumer = state.withLock { state in
            state.isStopped = true
            return state.consumer
        }
        consumer?.stop()
    }
}
