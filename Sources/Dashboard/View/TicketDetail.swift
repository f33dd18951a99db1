import Screen
import Tickets

/// All fields of a ticket as lines.
enum TicketDetail {
    /// What the detail of the ticket under the cursor holds; nothing when there is none.
    static func lines(_ state: DashboardState, width: Int) -> [[Piece]] {
        guard let ticket = state.tickets.selected else { return [] }
        let recent = state.tickets.recent.flatMap { $0.id == ticket.id ? $0 : nil }
        return lines(ticket, width: width, now: state.now)
            + RecentLines.lines(
                recent, width: width, now: state.now, arrow: String(state.glyphs.arrowRight))
    }

    private static func lines(_ ticket: Ticket, width: Int, now: Timestamp) -> [[Piece]] {
        var lines = wrapped(ticket.title, width, .strong)
        lines.append([])
        lines.append(field("Status", [Piece(ticket.status.label, ticket.status.role)]))
        lines.append(field("Priority", [Piece(ticket.priority.rawValue, ticket.priority.role)]))
        lines.append(field("Assignee", [name(ticket.assignee)]))
        lines.append(field("Reporter", [name(ticket.createdBy)]))
        lines.append(time("Created", ticket.createdAt, now))
        if ticket.updatedAt != ticket.createdAt { lines.append(time("Updated", ticket.updatedAt, now)) }
        lines.append(field("Revision", [Piece("\(ticket.revision)", .faint)]))
        lines += identity(ticket.id, width)
        lines.append([])
        if ticket.description.isEmpty {
            lines.append([Piece("no description", .faint)])
        } else {
            lines += wrapped(ticket.description, width, .text)
        }
        return lines
    }

    private static func wrapped(_ text: String, _ width: Int, _ role: Role) -> [[Piece]] {
        TextLayout.wrap(text, to: max(1, width)).map { [Piece($0, role)] }
    }

    private static func field(_ label: String, _ value: [Piece]) -> [Piece] {
        [Piece(label + String(repeating: " ", count: max(1, 10 - label.count)), .faint)] + value
    }

    private static func name(_ name: String?) -> Piece {
        name.map { Piece($0) } ?? Piece("nobody", .faint)
    }

    private static func time(_ label: String, _ time: Timestamp, _ now: Timestamp) -> [Piece] {
        let age = Age.short(of: time, at: now)
        return field(label, [Piece(time.readable), Piece(age == "now" ? "  now" : "  \(age) ago", .faint)])
    }

    private static func identity(_ id: TicketID, _ width: Int) -> [[Piece]] {
        let text = id.description
        guard width < 46 else { return [field("Id", [Piece(text, .faint)])] }
        return [
            field("Id", [Piece(String(text.prefix(19)), .faint)]),
            field("", [Piece(String(text.dropFirst(19)), .faint)]),
        ]
    }
}
