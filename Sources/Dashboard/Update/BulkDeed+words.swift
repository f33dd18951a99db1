extension BulkDeed {
    /// What is asked.
    func question(_ count: Int) -> String {
        switch self {
        case .set(_, let field, let value): "Set the \(field) of \(BulkDeed.tickets(count)) to \(value)?"
        case .delete: "Delete \(BulkDeed.tickets(count))?"
        }
    }

    static func tickets(_ count: Int) -> String { "\(count) ticket\(count == 1 ? "" : "s")" }
}

extension BulkRun.Purpose {
    /// What goes on.
    var doing: String {
        switch self {
        case .change(.set(_, let field, let value)): "setting the \(field) to \(value)"
        case .change(.delete): "deleting"
        case .undo: "undoing"
        }
    }

    /// What was done.
    func done(_ count: Int, undoKey: String) -> String {
        let tickets = BulkDeed.tickets(count)
        return switch self {
        case .change(.set(_, let field, let value)):
            "\(field) of \(tickets) is now \(value); \(undoKey) undoes it"
        case .change(.delete): "deleted \(tickets); \(undoKey) brings \(count == 1 ? "it" : "them") back"
        case .undo: "undone: \(tickets) as before"
        }
    }
}
