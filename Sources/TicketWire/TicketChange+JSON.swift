public import JSON
public import Tickets

extension TicketChange {
    /// Writes the change as an entry of a ticket's history.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writeMembers(to: &writer)
        writer.endObject()
    }

    /// Writes the members of the entry into an object that is open.
    ///
    /// - Parameter encodedTicket: the ticket as `Ticket.encoded` gives it, when it is at hand.
    public func writeMembers(to writer: inout JSONWriter, encodedTicket: [UInt8]? = nil) {
        writer.key(fixed: "revision")
        writer.value(revision)
        writer.member("action", action.rawValue)
        if let actor { writer.member("actor", actor) }
        writer.key(fixed: "at")
        writer.value(plain: at.utf8)
        writer.changes(changes)
        writer.key(fixed: "ticket")
        if let encodedTicket { writer.raw(encodedTicket) } else { ticket.write(to: &writer) }
    }

    /// Reads an entry of a ticket's history.
    ///
    /// - Throws: `WireError` naming the first field that is missing or malformed.
    public init(decoding json: JSONValue) throws(WireError) {
        let fields = try WireObject(json, "entry")
        self.init(
            action: try fields.required("action") { $0.string.flatMap(TicketAction.init(rawValue:)) },
            ticket: try Ticket(decoding: try fields.required("ticket") { $0 }),
            revision: try fields.required("revision") { $0.integer.flatMap { Int(exactly: $0) } },
            actor: try fields.optional("actor", \.string),
            at: try fields.required("at") { $0.string.flatMap { Timestamp($0) } },
            changes: try [FieldChange](decoding: try fields.optional("changes") { $0 }))
    }
}

extension JSONWriter {
    /// Writes the member `changes`; nothing at all when nothing changed.
    mutating func changes(_ changes: [FieldChange]) {
        guard !changes.isEmpty else { return }
        key(fixed: "changes")
        beginObject()
        for change in changes {
            key(change.field.rawValue)
            beginObject()
            key(fixed: "from")
            if let from = change.from { value(from) } else { null() }
            key(fixed: "to")
            if let to = change.to { value(to) } else { null() }
            endObject()
        }
        endObject()
    }
}

extension [FieldChange] {
    /// Reads the member `changes`; fields that this version does not know are left out.
    init(decoding json: JSONValue?) throws(WireError) {
        self = []
        guard let json else { return }
        guard let object = json.object else { throw WireError("changes is not an object") }
        for member in object.members {
            guard let field = TicketField(rawValue: member.key) else { continue }
            let ends = try WireObject(member.value, "changes.\(member.key)")
            append(
                FieldChange(
                    field: field, from: try ends.optional("from", \.string),
                    to: try ends.optional("to", \.string)))
        }
    }
}
