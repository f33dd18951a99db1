import Tickets

/// One ticket's part of a bulk change.
enum BulkJob: Sendable, Hashable {
    /// From how the ticket was shown when the question was asked.
    case update(Ticket, TicketPatch)
    case delete(Ticket)
    case undo(UndoStep)

    var ticket: Ticket {
        switch self {
        case .update(let ticket, _), .delete(let ticket): ticket
        case .undo(let step): step.ticket
        }
    }

    /// The revision that the ticket has when nobody else changed it.
    var revision: Int {
        switch self {
        case .update(let ticket, _), .delete(let ticket): ticket.revision
        case .undo(let step): step.lastRevision
        }
    }
}
