import Tickets

/// Tickets and what happens to them, in words for a voice.
enum TicketSpeech {
    /// A ticket of a list, behind its number.
    static func row(_ ticket: Ticket, now: Timestamp) -> String {
        "\(ticket.title); \(words(ticket.status)); \(ticket.priority.rawValue); "
            + "\(ticket.assignee ?? "nobody"); \(age(of: ticket.createdAt, at: now))"
    }

    /// All fields, a line each.
    static func lines(_ ticket: Ticket, now: Timestamp) -> [String] {
        var lines = [
            "Title: \(ticket.title)", "Status: \(words(ticket.status))",
            "Priority: \(ticket.priority.rawValue)", "Assignee: \(ticket.assignee ?? "nobody")",
            "Reporter: \(ticket.createdBy ?? "nobody")",
            "Created: \(TicketText.moment(ticket.createdAt)) UTC, \(age(of: ticket.createdAt, at: now))",
            "Updated: \(TicketText.moment(ticket.updatedAt)) UTC, \(age(of: ticket.updatedAt, at: now))",
            "Revision: \(ticket.revision)", "Id: \(ticket.id)",
        ]
        if ticket.description.isEmpty { return lines + ["No description."] }
        lines.append("Description:")
        return lines + ticket.description.split(separator: "\n").map(String.init)
    }

    /// A change by somebody else.
    static func change(_ change: TicketChange) -> String {
        let who = change.actor ?? "Somebody"
        let title = "\"\(change.ticket.title)\""
        switch change.action {
        case .create: return "\(who) created \(title)"
        case .restore: return "\(who) brought back \(title)"
        case .delete: return "\(who) deleted \(title)"
        case .update:
            let what = change.changes.map(self.change).joined(separator: ", ")
            return "\(who) changed \(title): \(what.isEmpty ? "something" : what)"
        }
    }

    static func change(_ change: FieldChange) -> String {
        if change.field == .description { return "description" }
        func value(_ text: String?) -> String {
            guard let text, !text.isEmpty else { return "nobody" }
            return change.field == .status ? Status(rawValue: text).map(words) ?? text : text
        }
        return "\(change.field.rawValue) from \(value(change.from)) to \(value(change.to))"
    }

    static func words(_ status: Status) -> String { status == .inProgress ? "in progress" : status.rawValue }

    private static func age(of time: Timestamp, at now: Timestamp) -> String {
        let minutes = max(0, now.milliseconds - time.milliseconds) / 60_000
        func count(_ number: Int64, _ unit: String) -> String {
            "\(number) \(unit)\(number == 1 ? "" : "s") ago"
        }
        return switch minutes {
        case ..<1: "just now"
        case ..<60: count(minutes, "minute")
        case ..<1440: count(minutes / 60, "hour")
        default: count(minutes / 1440, "day")
        }
    }
}
