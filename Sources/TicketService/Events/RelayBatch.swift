import NATS
import Synchronization
import TicketWire
import Tickets

/// Events that are published together, each one on condition that the one before it was stored.
final class RelayBatch: Sendable {
    /// What became of an event.
    enum Fate: Sendable, Hashable {
        case stored(sequence: UInt64)
        /// It was in the stream already.
        case known
    }

    /// What became of the events.
    struct Outcome: Sendable {
        /// Of the first ones, in their order; behind them stands the first that is not in the stream, or
        /// may not be.
        var fates: [Fate] = []
        /// Why the one behind them is not there; `nil` when there is none.
        var failure: NATSError?
    }

    private struct State {
        var results: [Result<PublishAcknowledgement, NATSError>?]
        var missing: Int
        var continuation: CheckedContinuation<Void, Never>?
    }

    /// An event on its way.
    struct Item: Sendable {
        /// Where its change stands in the log.
        let sequence: UInt64
        let event: TicketEvent
        /// The event's body, made once for all who get it.
        let body: [UInt8]
    }

    let items: [Item]
    private let logID: String
    private let state: Mutex<State>

    init(_ changes: [LoggedChange], of logID: String) {
        items = changes.map { change in
            let event = TicketEvent(change.change)
            return Item(sequence: change.sequence, event: event, body: event.encoded)
        }
        self.logID = logID
        state = Mutex(
            State(results: Array(repeating: nil, count: changes.count), missing: changes.count))
    }

    /// Publishes all of them behind the fence without waiting in between, then waits for the last answer.
    ///
    /// Each must be the next message of the stream, and the id of the one before it the stream's last. So
    /// of two relays one stores it, and a foreign message in between stops all that follow, instead of
    /// letting one slip into the place of another.
    func publish(on jetStream: JetStream, behind fence: UInt64) async -> Outcome {
        var options = PublishOptions()
        for (index, item) in items.enumerated() {
            options.expectedLastSequence = fence + UInt64(index)
            var headers = Headers(item.event.headers)
            headers[WireHeader.logPosition] = LogPosition(log: logID, sequence: item.sequence).text
            jetStream.publish(item.event.subject, item.body, headers: headers, options: options) {
                self.settle(index, $0)
            }
            options.expectedLastMessageID = item.event.id
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

    private func settle(_ index: Int, _ result: Result<PublishAcknowledgement, NATSError>) {
        let continuation = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard state.results[index] == nil else { return nil }
            state.results[index] = result
            state.missing -= 1
            return state.missing == 0 ? state.continuation.take() : nil
        }
        continuation?.resume()
    }

    private func outcome() -> Outcome {
        var outcome = Outcome()
        for result in state.withLock({ $0.results }) {
            switch result {
            case .success(let acknowledgement):
                outcome.fates.append(
                    acknowledgement.isDuplicate ? .known : .stored(sequence: acknowledgement.sequence))
            case .failure(let error):
                outcome.failure = error
                return outcome
            case nil: return outcome
            }
        }
        return outcome
    }
}

extension NATSError {
    /// JetStream's error code for an expected last message id that is not the last one.
    private static let wrongLastMessageID = 10070

    /// Whether JetStream refused because another message came in between.
    var isFenced: Bool {
        if case .jetStream(_, Self.wrongLastMessageID) = code { return true }
        return isWrongLastSequence
    }
}
