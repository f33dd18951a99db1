import NATS
import TicketWire

/// Why nothing can be relayed just now.
struct RelayFailure: Error {
    /// For the log.
    let reason: String

    init(_ error: NATSError) { reason = error.remedy(for: Subjects.eventStream) }

    init(_ error: StoreError) {
        switch error {
        case .unavailable(let reason): self.reason = reason
        case .conflict, .repeated, .occupied, .unknownOutcome: reason = "the ticket log cannot be read"
        }
    }
}
