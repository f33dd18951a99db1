public import Tickets

/// A change with its place in the ticket log.
public struct LoggedChange: Sendable, Hashable {
    /// Its sequence in the log, from 1.
    public let sequence: UInt64
    public let change: TicketChange
    /// The ticket after the change, encoded.
    let encodedTicket: [UInt8]

    init(sequence: UInt64, _ record: TicketRecord) {
        self.sequence = sequence
        change = record.change
        encodedTicket = record.encodedTicket
    }
}
