import Tickets

extension TicketChange {
    /// Who made it.
    var who: String { actor ?? "somebody" }

    /// Who did what, such as `lee changed status`.
    var deed: String {
        switch action {
        case .create: "\(who) made it"
        case .restore: "\(who) brought it back"
        case .delete: "\(who) deleted it"
        case .update: "\(who) changed \(fieldNames.isEmpty ? "it" : fieldNames)"
        }
    }

    /// The names of the changed fields.
    var fieldNames: String { changes.map(\.field.rawValue).joined(separator: ", ") }
}

extension TicketPatch {
    /// What makes a ticket stand as another one does.
    ///
    /// - Throws: `FieldViolation` when a text breaks a rule, as no text of a real revision does.
    init(from current: Ticket, to wanted: Ticket) throws(FieldViolation) {
        let changed = Set(current.changes(to: wanted).map(\.field))
        try self.init(
            title: changed.contains(.title) ? wanted.title : nil,
            description: changed.contains(.description) ? wanted.description : nil,
            priority: changed.contains(.priority) ? wanted.priority : nil,
            status: changed.contains(.status) ? wanted.status : nil,
            assignee: changed.contains(.assignee) ? wanted.assignee ?? "" : nil)
    }
}
