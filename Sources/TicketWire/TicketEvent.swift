import JSON
public import Tickets

/// What is published for each accepted change.
public struct TicketEvent: Sendable, Hashable {
    /// The same for the same change, whoever publishes it.
    public let id: String
    public let change: TicketChange

    /// The event of a change.
    public init(_ change: TicketChange) {
        id = change.ticket.tenant.name + "." + change.ticket.id.description + "." + String(change.revision)
        self.change = change
    }

    init(id: String, change: TicketChange) {
        self.id = id
        self.change = change
    }

    /// Whether a deleted ticket came back; to those who only follow the subjects it was created.
    public var isRestored: Bool { change.action == .restore }

    /// Where the event is stored, which is its type too.
    public var subject: String { Subjects.event(change.action) }

    /// The name and version of the event's form.
    public var schema: String { "\(subject)@v1" }

    /// The headers of the stored message, in the order of the contract.
    public var headers: [(name: String, value: String)] {
        [
            (WireHeader.messageID, id),
            (WireHeader.tenantID, change.ticket.tenant.name),
            (WireHeader.ticketID, change.ticket.id.description),
            (WireHeader.eventType, subject),
            (WireHeader.schema, schema),
            (WireHeader.contentType, WireHeader.json),
        ]
    }
}

extension TicketEvent {
    /// The body of the event: `meta` and the whole ticket.
    public var encoded: [UInt8] { encoded(with: change.ticket.encoded) }

    /// The body of the event: `meta` and the whole ticket.
    ///
    /// - Parameter ticket: the ticket as `Ticket.encoded` gives it.
    public func encoded(with ticket: [UInt8]) -> [UInt8] {
        var writer = JSONWriter(reserving: 384 + ticket.count)
        writer.beginObject()
        writer.key(fixed: "meta")
        writer.beginObject()
        writer.member("event_id", id)
        writer.member("tenant", change.ticket.tenant.name)
        writer.key(fixed: "occurred_at")
        writer.value(plain: change.at.utf8)
        writer.member("schema", schema)
        writer.key(fixed: "revision")
        writer.value(change.revision)
        if let actor = change.actor { writer.member("actor", actor) }
        if isRestored {
            writer.key(fixed: "restored")
            writer.value(true)
        }
        writer.changes(change.changes)
        writer.endObject()
        writer.key(fixed: "data")
        writer.raw(ticket)
        writer.endObject()
        return writer.bytes
    }

    /// Reads the body of an event.
    ///
    /// - Throws: `WireError` naming the first field that is missing or malformed.
    public init(decoding bytes: [UInt8]) throws(WireError) {
        if let event = TicketEvent(scanning: bytes) {
            self = event
            return
        }
        try self.init(decoding: try parseWire(bytes))
    }

    init(decoding json: JSONValue) throws(WireError) {
        let meta = try WireObject(json["meta"], "meta")
        let isRestored = try meta.optional("restored", \.bool) ?? false
        let change = TicketChange(
            action: try meta.required("schema") {
                $0.string.flatMap { TicketEvent.action(ofSchema: $0, isRestored: isRestored) }
            },
            ticket: try Ticket(decoding: json["data"] ?? .null),
            revision: try meta.required("revision") { $0.integer.flatMap { Int(exactly: $0) } },
            actor: try meta.optional("actor", \.string),
            at: try meta.required("occurred_at") { $0.string.flatMap { Timestamp($0) } },
            changes: try [FieldChange](decoding: try meta.optional("changes") { $0 }))
        self.init(id: try meta.required("event_id", \.string), change: change)
    }

    static func action(ofSchema schema: String, isRestored: Bool) -> TicketAction? {
        // As bytes: this is done for each event of a stream.
        switch String(Substring(schema.utf8.prefix { $0 != UInt8(ascii: "@") })) {
        case "ticket.create": isRestored ? .restore : .create
        case "ticket.update": .update
        case "ticket.delete": .delete
        default: nil
        }
    }
}
