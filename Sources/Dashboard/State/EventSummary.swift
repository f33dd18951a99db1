public import Tickets

/// What an event says, in a few words.
public enum EventSummary {
    /// - Parameter arrow: what stands between a value as it was and as it is.
    static func text(of record: EventRecord, arrow: String = "→") -> String {
        record.change.map { text(of: $0, arrow: arrow) } ?? oneLine(record.payload)
    }

    /// What a change did; the same words in the dashboard and in commands.
    ///
    /// - Parameter arrow: what stands between a value as it was and as it is.
    public static func text(of change: TicketChange, arrow: String) -> String {
        switch change.action {
        case .create: return "created: " + change.ticket.title
        case .restore: return "restored: " + change.ticket.title
        case .delete: return "deleted: " + change.ticket.title
        case .update:
            let changes = change.changes.map { text(of: $0, arrow: arrow) }
            return changes.isEmpty ? "updated: " + change.ticket.title : changes.joined(separator: ", ")
        }
    }

    /// One changed field; a long text is only named.
    static func text(of change: FieldChange, arrow: String) -> String {
        let name = change.field.rawValue
        if change.field == .description { return name + " changed" }
        return "\(name) \(word(change.from, change.field)) \(arrow) \(word(change.to, change.field))"
    }

    private static func word(_ value: String?, _ field: TicketField) -> String {
        value.map { field.words(for: $0) } ?? "none"
    }

    private static func oneLine(_ payload: String) -> String {
        String(payload.prefix(200).map { $0.isNewline || $0 == "\t" ? " " : $0 })
    }
}
