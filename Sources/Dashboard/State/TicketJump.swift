import Tickets

/// A ticket that was asked for to be shown.
struct TicketJump: Sendable, Hashable {
    /// Of the effect that reads it.
    let number: Int
    let tenant: Tenant
    let id: TicketID
    let title: String
}
