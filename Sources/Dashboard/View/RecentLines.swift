import Screen
import Tickets

/// The last changes of a ticket as lines of its detail.
enum RecentLines {
    static func lines(_ recent: RecentChanges?, width: Int, now: Timestamp, arrow: String) -> [[Piece]] {
        guard let history = recent?.history else { return [] }
        var lines = [[], [Piece("Last changes", .columnTitle)]]
        if history.failure != nil { return lines + [[Piece("could not be read", .faint)]] }
        for change in recent?.newest ?? [] {
            let age = Age.short(of: change.at, at: now)
            let blanks = String(repeating: " ", count: max(1, 5 - age.count))
            lines += TextLayout.wrap(words(change, arrow), to: max(1, width - 5)).enumerated().map {
                index, text in
                [Piece(index == 0 ? age + blanks : "     ", .faint), Piece(text)]
            }
        }
        return lines
    }

    /// Who did what: short values in full, texts by the name of their field.
    private static func words(_ change: TicketChange, _ arrow: String) -> String {
        guard change.action == .update, !change.changes.isEmpty else { return change.deed }
        let parts = change.changes.map { part in
            switch part.field {
            case .title, .description: "changed \(part.field.rawValue)"
            case .status, .priority, .assignee, .createdBy:
                "\(part.field.rawValue) \(value(part.from, part.field)) \(arrow) \(value(part.to, part.field))"
            }
        }
        return "\(change.who): " + parts.joined(separator: ", ")
    }

    private static func value(_ text: String?, _ field: TicketField) -> String {
        text.map { $0.isEmpty ? "nobody" : field.words(for: $0) } ?? "nobody"
    }
}
