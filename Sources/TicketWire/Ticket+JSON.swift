public import JSON
public import Tickets

extension Ticket {
    /// The ticket as compact JSON text, fields in the order of the contract.
    public var encoded: [UInt8] {
        var writer = JSONWriter(reserving: 320 + description.utf8.count + title.utf8.count)
        write(to: &writer)
        return writer.bytes
    }

    /// Writes the ticket as one object.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key(fixed: "id")
        writer.value(plain: id.utf8)
        writer.member("title", title)
        writer.member("description", description)
        writer.key(fixed: "priority")
        writer.value(plain: priority.rawValue.utf8)
        writer.key(fixed: "status")
        writer.value(plain: status.rawValue.utf8)
        writer.key(fixed: "created_at")
        writer.value(plain: createdAt.utf8)
        writer.key(fixed: "updated_at")
        writer.value(plain: updatedAt.utf8)
        writer.key(fixed: "tenant_id")
        writer.value(plain: tenant.name.utf8)
        if let createdBy { writer.member("created_by", createdBy) }
        if let assignee { writer.member("assignee", assignee) }
        writer.key(fixed: "revision")
        writer.value(revision)
        writer.endObject()
    }

    /// Reads a ticket that a service wrote.
    ///
    /// The rules for what people type are not checked again: what is stored is a ticket.
    ///
    /// - Throws: `WireError` naming the first field that is missing or malformed.
    public init(decoding json: JSONValue) throws(WireError) {
        let fields = try WireObject(json, "ticket")
        self.init(
            id: try fields.required("id") { $0.string.flatMap { TicketID($0) } },
            tenant: try fields.required("tenant_id") { $0.string.flatMap(Tenant.init) },
            title: try fields.required("title", \.string),
            description: try fields.optional("description", \.string) ?? "",
            priority: try fields.required("priority") { $0.string.flatMap(Priority.init(rawValue:)) },
            status: try fields.required("status") { $0.string.flatMap(Status.init(rawValue:)) },
            createdBy: try fields.optional("created_by", \.string),
            assignee: try fields.optional("assignee", \.string),
            createdAt: try fields.required("created_at") { $0.string.flatMap { Timestamp($0) } },
            updatedAt: try fields.required("updated_at") { $0.string.flatMap { Timestamp($0) } },
            revision: try fields.required("revision") { $0.integer.flatMap { Int(exactly: $0) } })
    }
}

extension JSONWriter {
    /// Writes a member with a string.
    mutating func member(_ key: StaticString, _ value: String) {
        self.key(fixed: key)
        self.value(value)
    }
}
