public import TicketWire
public import Tickets

/// One message of the event stream, whoever published it.
public struct StreamEntry: Sendable {
    public let sequence: UInt64
    public let subject: String
    public let time: Timestamp
    /// Name and value, in their order.
    public let headers: [(name: String, value: String)]
    public let payload: [UInt8]
    /// The ticket's event, when the payload is one.
    public let event: TicketEvent?

    public init(
        sequence: UInt64, subject: String, time: Timestamp, headers: [(name: String, value: String)],
        payload: [UInt8]
    ) {
        self.sequence = sequence
        self.subject = subject
        self.time = time
        self.headers = headers
        self.payload = payload
        event = subject.hasPrefix("ticket.") ? try? TicketEvent(decoding: payload) : nil
    }

    /// Whose message it is: by its event, or by the header of a message that is none.
    public var tenant: String? {
        event?.change.ticket.tenant.name ?? headers.first { $0.name == WireHeader.tenantID }?.value
    }
}
