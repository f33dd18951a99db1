import TicketWire
public import Tickets

/// What is written to the ticket log for one accepted change.
public struct TicketRecord: Sendable, Hashable {
    public let change: TicketChange
    /// With a creation: the key by which the same creation is known when it is asked for again.
    public let requestKey: String?
    /// Tells this attempt at a change from any other, so that its writer knows its own record again.
    public let commandID: String
    /// The ticket after the change, encoded once for the log, the reply, the event and the rows.
    let encodedTicket: [UInt8]

    public init(
        _ change: TicketChange, requestKey: String? = nil, commandID: String = TicketRecord.newCommandID()
    ) {
        self.change = change
        self.requestKey = requestKey
        self.commandID = commandID
        encodedTicket = change.ticket.encoded
    }

    /// 128 random bits as text.
    public static func newCommandID() -> String {
        let random = RandomNumbers()
        return String(random.next(), radix: 36) + "-" + String(random.next(), radix: 36)
    }
}
