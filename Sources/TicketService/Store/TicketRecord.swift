public import Tickets

/// What is written to the ticket log for one accepted change.
public struct TicketRecord: Sendable, Hashable {
    public let change: TicketChange
    /// With a creation: the key by which the same creation is known when it is asked for again.
    public let requestKey: String?

    public init(_ change: TicketChange, requestKey: String? = nil) {
        self.change = change
        self.requestKey = requestKey
    }
}
