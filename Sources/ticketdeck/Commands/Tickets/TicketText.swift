import TicketWire
import Tickets

/// Tickets as text for people.
enum TicketText {
    /// One ticket, a field a line, the description behind them.
    static func detail(_ ticket: Ticket) -> String {
        let fields: [(String, String?)] = [
            ("Id", ticket.id.description), ("Title", ticket.title), ("Status", ticket.status.rawValue),
            ("Priority", ticket.priority.rawValue), ("Assignee", ticket.assignee),
            ("Reporter", ticket.createdBy), ("Tenant", ticket.tenant.name),
            ("Created", moment(ticket.createdAt)), ("Updated", moment(ticket.updatedAt)),
            ("Revision", String(ticket.revision)),
        ]
        var text = ""
        for case (let name, let value?) in fields {
            text += name + String(repeating: " ", count: 10 - name.count) + DisplayText.line(value) + "\n"
        }
        if !ticket.description.isEmpty { text += "\n\(DisplayText.lines(ticket.description))\n" }
        return text
    }

    /// The columns of a list.
    static let columns = [
        TextTable.Column(heading: "ID"), TextTable.Column(heading: "STATUS"),
        TextTable.Column(heading: "PRIORITY", spare: 0), TextTable.Column(heading: "ASSIGNEE", spare: 1),
        TextTable.Column(heading: "UPDATED (UTC)", spare: 2), TextTable.Column(heading: "TITLE"),
    ]

    /// The row of a list.
    static func row(_ ticket: Ticket) -> [String] {
        [
            ticket.id.description, ticket.status.rawValue, ticket.priority.rawValue, ticket.assignee ?? "-",
            moment(ticket.updatedAt), ticket.title,
        ]
    }

    /// The moment in UTC, to the second.
    static func moment(_ time: Timestamp) -> String {
        let text = time.description
        return text.prefix(10) + " " + text.dropFirst(11).prefix(8)
    }

    /// What a change did, in a few words.
    static func summary(of change: TicketChange) -> String {
        switch change.action {
        case .create: "created: \(change.ticket.title)"
        case .restore: "restored: \(change.ticket.title)"
        case .delete: "deleted: \(change.ticket.title)"
        case .update: change.changes.map(summary).joined(separator: ", ")
        }
    }

    private static func summary(of change: FieldChange) -> String {
        // A description may be long and have many lines.
        if change.field == .description { return "description changed" }
        return "\(change.field.rawValue): \(change.from ?? "none") -> \(change.to ?? "none")"
    }
}
