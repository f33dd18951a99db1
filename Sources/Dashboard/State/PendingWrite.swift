import Tickets

/// A change that was asked for and not answered yet.
enum PendingWrite: Sendable, Hashable {
    case form
    /// A single field, set by a small choice.
    case field(before: Ticket, name: String)
    case delete(Ticket)
    case undo(UndoStep)
}

/// The last change that was made here, and how it was before.
enum UndoStep: Sendable, Hashable {
    case created(Ticket)
    case updated(before: Ticket, after: Ticket)
    case deleted(Ticket)
}
