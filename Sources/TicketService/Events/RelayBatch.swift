import NATS
import Synchronization
import TicketWire
import Tickets

/// Events of different tickets that are published together.
final class RelayBatch: Sendable {
    /// What became of an event.
    enum Fate: Sendable, Hashable {
        case stored(sequence: UInt64)
        /// It was in the stream already.
        case known(sequence: UInt64)
        /// Another message came in between.
        case fenced
        /// It may be stored or not.
        case uncertain(NATSError)
    }

    private struct State {
        var fates: [Fate?]
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
        /// The headers that all of them get.
        let headers: Headers
    }

    let items: [Item]
    private let mark: RelayMark
    private let state: Mutex<State>

    /// - Parameters:
    ///   - changes: no two of one ticket: one of them may fail and the next be stored all the same.
    ///   - mark: how far the log is told.
    init(_ changes: [LoggedChange], after mark: RelayMark) {
        items = changes.map { change in
            let event = TicketEvent(change.change)
            return Item(
                sequence: change.sequence, event: event, body: event.encoded(with: change.encodedTicket),
                headers: Headers(event.headers))
        }
        self.mark = mark
        state = Mutex(State(fates: Array(repeating: nil, count: changes.count), missing: changes.count))
    }

    /// Publishes all of them without waiting in between, then waits for the last answer.
    ///
    /// Each one must be the next message of the stream, so that of two relays one stores it.
    ///
    /// - Parameter fence: the stream's last sequence; `nil` when strangers come in between all the time and
    ///   the mark was confirmed a moment ago: then the id alone keeps an event from coming twice.
    func publish(on jetStream: JetStream, behind fence: UInt64?) async -> [Fate] {
        for (index, item) in items.enumerated() {
            let options = PublishOptions(expectedLastSequence: fence.map { $0 + UInt64(index) })
            var headers = item.headers
            for (name, value) in mark.headers(of: item.sequence) { headers.append(name, value) }
            jetStream.publish(item.event.subject, item.body, headers: headers, options: options) {
                self.settle(index, Fate($0))
            }
        }
        await withCheckedContinuation { continuation in
            let isComplete = state.withLock { state in
                if state.missing > 0 { state.continuation = continuation }
                return state.missing == 0
            }
            if isComplete { continuation.resume() }
        }
        return state.withLock { $0.fates.compactMap(\.self) }
    }

    private func settle(_ index: Int, _ fate: Fate) {
        let continuation = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard state.fates[index] == nil else { return nil }
            state.fates[index] = fate
            state.missing -= 1
            return state.missing == 0 ? state.continuation.take() : nil
        }
        continuation?.resume()
    }
}

extension RelayBatch.Fate {
    /// JetStream's error code for a message whose id is just being stored for another one.
    private static let idInProgress = 10158

    init(_ result: Result<PublishAcknowledgement, NATSError>) {
        switch result {
        case .success(let acknowledgement) where acknowledgement.isDuplicate:
            self = .known(sequence: acknowledgement.sequence)
        case .success(let acknowledgement): self = .stored(sequence: acknowledgement.sequence)
        case .failure(let error) where error.isWrongLastSequence: self = .fenced
        case .failure(let error):
            if case .jetStream(_, Self.idInProgress) = error.code {
                self = .fenced
            } else {
                self = .uncertain(error)
            }
        }
    }
}
