import TicketWire
import Tickets

extension ServiceError {
    /// Also for a ticket that exists in another tenant: nobody learns of it.
    static let noSuchTicket = ServiceError(.notFound, "there is no such ticket")

    /// The ticket does not have the revision that the request expects.
    static func conflict(_ ticket: Ticket) -> ServiceError {
        ServiceError(.conflict, "the ticket is at revision \(ticket.revision) now", ticket: ticket)
    }

    /// What a store's error means to the asker.
    init(_ error: StoreError) {
        switch error {
        case .conflict(let latest):
            if let latest, latest.leavesTicket {
                self = .conflict(latest.ticket)
            } else {
                self = .noSuchTicket
            }
        case .repeated: self.init(.conflict, "this request_key was used before")
        case .occupied(let place):
            self.init(
                .unavailable,
                "nothing was changed: messages that are no records stand at \(place) and before it in the "
                    + "bucket TICKETS; take them away with nats stream purge KV_TICKETS --subject")
        case .unavailable(let reason): self.init(.unavailable, reason)
        case .unknownOutcome:
            self.init(.unknownOutcome, "outcome unknown, ask again with the same request_key")
        }
    }
}
