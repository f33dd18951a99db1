import Tickets

/// A change that was asked for and not answered yet.
enum PendingWrite: Sendable, Hashable {
    case form
    /// The form's ticket, which was deleted, comes back first.
    case formRevival
    /// A single field, set by a small choice.
    case field(before: Ticket, name: String)
    case delete(Ticket)
    case undo(UndoStep)
    /// The ticket gets the content of an earlier revision.
    case revert(before: Ticket, revision: Int)
    /// A deleted ticket comes back, to get the content of this revision.
    case revival(TicketChange)
    /// A part of the bulk change under way.
    case bulk(BulkJob)
}
