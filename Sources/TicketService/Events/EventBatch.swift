import NATS
import Synchronization
import TicketWire
import Tickets

/// Events of different tickets that are published together.
final class EventBatch: Sendable {
    /// What became of the events.
    struct Outcome: Sendable {
        /// Those that are stored, by their sequence.
        var stored: [StoredEvent] = []
        /// Those that may not be stored, in their order.
        var failed: [TicketEvent] = []
        /// Why the last one failed.
        var error: String?
    }

    private struct State {
        var results: [Result<PublishAcknowledgement, NATSError>?]
        var missing: Int
        var continuation: CheckedContinuation<Void, Never>?
    }

    private let events: [TicketEvent]
    private let state: Mutex<State>

    init(_ events: [TicketEvent]) {
        self.events = events
        state = Mutex(State(results: Array(repeating: nil, count: events.count), missing: events.count))
    }

    /// Publishes all of them without waiting in between, then waits for the last answer.
    func publish(on jetStream: JetStream) async -> Outcome {
        for (position, event) in events.enumerated() {
            jetStream.publish(event.subject, event.encoded, headers: Headers(event.headers)) {
                self.settle(position, $0)
            }
        }
        await withCheckedContinuation { continuation in
            let isComplete = state.withLock { state in
                if state.missing > 0 { state.continuation = continuation }
                return state.missing == 0
            }
            if isComplete { continuation.resume() }
        }
        return outcome()
    }

    private func settle(_ position: Int, _ result: Result<PublishAcknowledgement, NATSError>) {
        let continuation = state.withLock { state -> CheckedContinuation<Void, Never>? in
            // A publish that fails while the connection is being lost may tell its outcome twice; the
            // first one counts, and what was stored all the same is a duplicate when it comes again.
            guard state.results[position] == nil else { return nil }
            state.results[position] = result
            state.missing -= 1
            return state.missing == 0 ? state.continuation.take() : nil
        }
        continuation?.resume()
    }

    private func outcome() -> Outcome {
        var outcome = Outcome()
        let time = systemTime()
        for (event, result) in zip(events, state.withLock { $0.results }) {
            switch result {
            case .success(let acknowledgement):
                outcome.stored.append(
                    StoredEvent(
                        sequence: acknowledgement.sequence, subject: event.subject, time: time, event: event))
            case .failure(let error):
                outcome.failed.append(event)
                outcome.error = error.message
            case nil: outcome.failed.append(event)
            }
        }
        outcome.stored.sort { $0.sequence < $1.sequence }
        return outcome
    }
}
