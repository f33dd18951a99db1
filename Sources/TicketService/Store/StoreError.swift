public import Tickets

/// Why a store did not take a record or cannot be read.
public enum StoreError: Error, Sendable, Hashable {
    /// The ticket has another revision than the record builds on. The latest change is given; `nil`
    /// when there is no such ticket.
    case conflict(TicketChange?)
    /// A creation with this key was accepted before; it made this ticket.
    case repeated(TicketID)
    /// Where the record should stand there is something else, which stays there; nothing was changed.
    case occupied(place: String)
    /// Nothing was changed; the reason can be shown to people.
    case unavailable(reason: String)
    /// The record may or may not have been taken.
    case unknownOutcome
}
