import Tickets

extension FormState {
    /// Takes over how the ticket stands now: fields not changed here take the other's text, fields
    /// changed here keep theirs.
    ///
    /// - Returns: the fields that the other changed, and of them those changed here to something else.
    mutating func rebase(on theirs: Ticket) -> (theirs: [TicketField], both: [TicketField]) {
        let mine = changedFields
        let texts = FormState(editing: theirs).base
        let changed = FormState.fields.filter { texts[$0] != base[$0] }
        for field in changed where !mine.contains(field) { self[field] = texts[field] ?? "" }
        let both = changed.filter { mine.contains($0) && self[$0] != texts[$0] }
        base = texts
        purpose = .edit(theirs)
        return (changed, both)
    }

    /// What to say after somebody else changed the ticket.
    static func conflictLines(
        theirs: [TicketField], both: [TicketField], mine: [TicketField], ticket: Ticket
    ) -> [String] {
        func names(_ fields: [TicketField]) -> String { fields.map(\.rawValue).joined(separator: ", ") }
        var lines = ["Not saved: somebody changed \(names(theirs)) meanwhile."]
        for field in both {
            let text = ticket[field].map { field.words(for: $0) } ?? ""
            let shown = text.isEmpty ? "nothing" : "\"\(text.prefix(60))\""
            lines.append("Changed by both: \(field.rawValue), theirs is \(shown)")
        }
        lines.append("Ctrl-S saves yours on top, only \(names(mine)); Esc leaves theirs.")
        return lines
    }
}
