import Tickets

/// A ticket that a bulk change could not change, and why.
struct BulkFailure: Sendable, Hashable {
    let ticket: Ticket
    var reason: String
}
