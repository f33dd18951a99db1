import Screen
import Tickets

/// What one revision of a ticket did, as lines.
enum RevisionPage {
    private static let labelWidth = 10

    static func lines(_ change: TicketChange, width: Int, arrow: String) -> [[Piece]] {
        switch change.action {
        case .update: updates(change.changes, width, arrow)
        case .create: fields(change.ticket, width)
        case .restore:
            [[Piece("The ticket came back as it last was:", .faint)], []] + fields(change.ticket, width)
        case .delete: [[Piece("The ticket as it last was:", .faint)], []] + fields(change.ticket, width)
        }
    }

    private static func updates(_ changes: [FieldChange], _ width: Int, _ arrow: String) -> [[Piece]] {
        guard !changes.isEmpty else { return [[Piece("nothing is known of what changed", .faint)]] }
        return changes.flatMap { change -> [[Piece]] in
            switch change.field {
            case .title, .description:
                [[Piece(change.field.label, .columnTitle)]]
                    + TextDiff(from: change.from ?? "", to: change.to ?? "").pieces(width: width)
            case .priority, .status, .assignee, .createdBy:
                [
                    label(change.field.label) + [
                        word(change.from, change.field), Piece(" \(arrow) ", .faint),
                        word(change.to, change.field).bold,
                    ]
                ]
            }
        }
    }

    private static func fields(_ ticket: Ticket, _ width: Int) -> [[Piece]] {
        var lines = TextLayout.wrap(ticket.title, to: max(1, width)).map { [Piece($0, .strong)] }
        for field in [TicketField.status, .priority, .assignee] {
            lines.append(label(field.label) + [word(ticket[field], field)])
        }
        guard !ticket.description.isEmpty else { return lines }
        return lines + [[]] + TextLayout.wrap(ticket.description, to: max(1, width)).map { [Piece($0)] }
    }

    private static func label(_ name: String) -> [Piece] {
        [Piece(name + String(repeating: " ", count: max(1, labelWidth - name.count)), .faint)]
    }

    private static func word(_ value: String?, _ field: TicketField) -> Piece {
        guard let value, !value.isEmpty else { return Piece("nobody", .faint) }
        return Piece(field.words(for: value))
    }
}

extension TicketField {
    /// The name as it stands before a value.
    var label: String {
        self == .createdBy ? "Reporter" : rawValue.prefix(1).uppercased() + rawValue.dropFirst()
    }
}
