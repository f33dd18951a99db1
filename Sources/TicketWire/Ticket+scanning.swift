import JSON
public import Tickets

extension Ticket {
    /// The ticket that `encoded` wrote; `nil` when the bytes are no ticket.
    public init?(encoded bytes: [UInt8]) {
        var scanner = JSONScanner(bytes)
        if let ticket = Ticket(scanning: &scanner), scanner.isAtEnd {
            self = ticket
        } else if let json = try? JSONValue(parsing: bytes), let ticket = try? Ticket(decoding: json) {
            self = ticket
        } else {
            return nil
        }
    }

    /// Reads a ticket exactly as `write` writes it; `nil` for any other form, which may be right too.
    init?(scanning scanner: inout JSONScanner) {
        guard scanner.take("{\"id\":\""), let id = scanner.plainString().flatMap({ TicketID(utf8: $0) }),
            scanner.take(",\"title\":\""), let title = scanner.string(),
            scanner.take(",\"description\":\""), let description = scanner.string(),
            scanner.take(",\"priority\":\""),
            let priority = scanner.string().flatMap(Priority.init(rawValue:)),
            scanner.take(",\"status\":\""), let status = scanner.string().flatMap(Status.init(rawValue:)),
            scanner.take(",\"created_at\":\""),
            let createdAt = scanner.plainString().flatMap({ Timestamp(written: $0) }),
            scanner.take(",\"updated_at\":\""),
            let updatedAt = scanner.plainString().flatMap({ Timestamp(written: $0) }),
            scanner.take(",\"tenant_id\":\""), let tenant = scanner.string().flatMap(Tenant.init)
        else { return nil }
        var (createdBy, assignee): (String?, String?)
        if scanner.take(",\"created_by\":\"") {
            createdBy = scanner.string()
            guard createdBy != nil else { return nil }
        }
        if scanner.take(",\"assignee\":\"") {
            assignee = scanner.string()
            guard assignee != nil else { return nil }
        }
        guard scanner.take(",\"revision\":"), let revision = scanner.integer(), scanner.take("}") else {
            return nil
        }
        self.init(
            id: id, tenant: tenant, title: title, description: description, priority: priority,
            status: status, createdBy: createdBy, assignee: assignee, createdAt: createdAt,
            updatedAt: updatedAt, revision: revision)
    }
}
