import Tickets

extension Ticket {
    /// The change that the delete of this ticket is.
    func deletion(by actor: String?, at time: Timestamp) -> TicketChange {
        TicketChange(action: .delete, ticket: self, revision: revision + 1, actor: actor, at: time)
    }

    /// A field's text, or the word for its absence.
    func text(ofFieldNamed name: String) -> String {
        guard let field = TicketField(rawValue: name), let value = self[field] else { return "nobody" }
        return field.words(for: value)
    }
}

extension TicketField {
    /// A value of this field as people read it.
    func words(for value: String) -> String {
        self == .status ? Status(rawValue: value)?.label ?? value : value
    }
}

extension Picker.Field {
    /// The name of the field on the wire.
    var name: String {
        switch self {
        case .status: "status"
        case .priority: "priority"
        case .assignee: "assignee"
        }
    }
}

extension PendingWrite {
    /// What failed, in words.
    var name: String {
        switch self {
        case .form, .formRevival: "saving"
        case .field(_, let name): "setting the \(name)"
        case .delete(let ticket): "deleting \"\(ticket.title)\""
        case .undo: "undoing"
        case .bulk(let job): "changing \"\(job.ticket.title)\""
        case .revert(let before, let revision): "setting \"\(before.title)\" back to revision \(revision)"
        case .revival(let change): "bringing \"\(change.ticket.title)\" back"
        }
    }
}
