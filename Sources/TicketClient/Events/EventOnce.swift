import Synchronization
import TicketWire

/// The event of one payload: read once, when somebody asks for it.
final class EventOnce: Sendable {
    private enum State {
        case unread
        case read(TicketEvent?)
    }

    private let state = Mutex(State.unread)

    func event(of payload: [UInt8]) -> TicketEvent? {
        state.withLock { state in
            if case .read(let event) = state { return event }
            let event = try? TicketEvent(decoding: payload)
            state = .read(event)
            return event
        }
    }
}
