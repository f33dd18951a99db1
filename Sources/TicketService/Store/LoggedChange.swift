public import Tickets

/// A change with its place in the ticket log.
public struct LoggedChange: Sendable, Hashable {
    /// Its sequence in the log, from 1.
    public let sequence: UInt64
    public let change: TicketChange

    public init(sequence: UInt64, change: TicketChange) {
        self.sequence = sequence
        self.change = change
    }
}
