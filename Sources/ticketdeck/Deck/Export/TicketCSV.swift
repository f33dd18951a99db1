import Tickets

/// Tickets as comma-separated values (RFC 4180): lines end with CR and LF, a field with a comma, a quote or a
/// line end stands in quotes.
enum TicketCSV {
    private static let names = [
        "id", "title", "description", "status", "priority", "assignee", "created_by", "created_at",
        "updated_at",
        "tenant_id", "revision",
    ]

    /// The line of names.
    static let head = line(names)

    /// The line of a ticket.
    static func line(_ ticket: Ticket) -> String {
        line([
            ticket.id.description, ticket.title, ticket.description, ticket.status.rawValue,
            ticket.priority.rawValue, ticket.assignee ?? "", ticket.createdBy ?? "",
            ticket.createdAt.description, ticket.updatedAt.description, ticket.tenant.name,
            String(ticket.revision),
        ])
    }

    private static func line(_ fields: [String]) -> String {
        fields.map(quoted).joined(separator: ",") + "\r\n"
    }

    private static func quoted(_ field: String) -> String {
        let needsQuotes = field.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
        return needsQuotes ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field
    }
}
