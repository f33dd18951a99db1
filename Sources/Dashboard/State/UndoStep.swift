import Tickets

/// A change that was made here, with what it takes to undo it.
enum UndoStep: Sendable, Hashable {
    /// Made, or brought back after a delete; undone by a delete.
    case created(Ticket)
    case updated(before: Ticket, after: Ticket)
    /// The ticket as it last was; undone by bringing it back.
    case deleted(Ticket)
}

extension UndoStep {
    /// The ticket as the step left it; for a delete, as it last was.
    var ticket: Ticket {
        switch self {
        case .created(let ticket), .deleted(let ticket): ticket
        case .updated(_, let after): after
        }
    }

    /// The revision that the ticket has when nobody changed it since.
    var lastRevision: Int {
        switch self {
        case .created(let ticket): ticket.revision
        case .updated(_, let after): after.revision
        case .deleted(let ticket): ticket.revision + 1
        }
    }

    /// The revision whose content stands again once the step is undone; `nil` when no ticket is left.
    var restoredRevision: Int? {
        switch self {
        case .created: nil
        case .updated(let before, _): before.revision
        case .deleted(let ticket): ticket.revision
        }
    }

    /// The step of a ticket whose content stands again as it did at a revision, under a later one.
    func moved(from revision: Int, to ticket: Ticket) -> UndoStep {
        guard self.ticket.id == ticket.id, lastRevision == revision else { return self }
        switch self {
        case .created: return .created(ticket)
        case .updated(let before, _): return .updated(before: before, after: ticket)
        case .deleted: return self
        }
    }
}
