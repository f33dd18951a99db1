import Tickets

extension Ticket {
    /// The change that the delete of this ticket is.
    func deletion(by actor: String?, at time: Timestamp) -> TicketChange {
        TicketChange(action: .delete, ticket: self, revision: revision + 1, actor: actor, at: time)
    }

    /// A field's text, or the word for its absence.
    func text(ofFieldNamed name: String) -> String {
        TicketField(rawValue: name).flatMap { self[$0] } ?? "nobody"
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
        case .form: "saving"
        case .field(_, let name): "setting the \(name)"
        case .delete(let ticket): "deleting \"\(ticket.title)\""
        case .undo: "undoing"
        }
    }
}

extension UndoStep {
    var isDelete: Bool {
        if case .deleted = self { true } else { false }
    }
}
