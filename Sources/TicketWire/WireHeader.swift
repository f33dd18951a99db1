/// The names of the message headers of the contract.
public enum WireHeader {
    /// The same for the same change, whoever publishes it: JetStream drops the second one.
    public static let messageID = "Nats-Msg-Id"
    public static let tenantID = "Tenant-ID"
    public static let ticketID = "Ticket-ID"
    /// The event's subject, such as `ticket.update`.
    public static let eventType = "Event-Type"
    /// The event's schema, such as `ticket.update@v1`.
    public static let schema = "Schema"
    /// On a stored event: where in which ticket log it comes from.
    public static let logPosition = "Ticket-Log-Position"
    /// On a stored event: up to which sequence of that log all events stood in the stream when this one was
    /// sent, and at or before which sequence of the stream, as `LOG.EVENTS`.
    public static let logTold = "Ticket-Log-Told"
    public static let contentType = "Content-Type"
    /// The text of a failed reply (NATS ADR-32).
    public static let serviceError = "Nats-Service-Error"
    /// The code of a failed reply (NATS ADR-32).
    public static let serviceErrorCode = "Nats-Service-Error-Code"

    /// The value of `Content-Type` on everything that is published.
    public static let json = "application/json"
}
