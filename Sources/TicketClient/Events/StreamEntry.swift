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
    private let reading = EventOnce()

    public init(
        sequence: UInt64, subject: String, time: Timestamp, headers: [(name: String, value: String)],
        payload: [UInt8]
    ) {
        self.sequence = sequence
        self.subject = subject
        self.time = time
        self.headers = headers
        self.payload = payload
    }

    /// The ticket's event, when the payload is one; read when it is first asked for.
    public var event: TicketEvent? { claimsEvent ? reading.event(of: payload) : nil }

    /// Whether it stands where events of tickets are, and is none.
    public var isUnreadable: Bool { claimsEvent && event == nil }

    /// Whose message it is: by its event, or by the header of a message that is none.
    public var tenant: String? { event?.change.ticket.tenant.name ?? header(WireHeader.tenantID) }

    private var claimsEvent: Bool { subject.hasPrefix("ticket.") }

    /// The first value of a header.
    func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}
