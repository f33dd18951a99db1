import Tickets

/// A change that was made here, with what it takes to undo it.
enum UndoStep: Sendable, Hashable {
    /// Made, or brought back after a delete; undone by a delete.
    case created(Ticket)
    case updated(before: Ticket, after: Ticket)
    /// The ticket as it last was; undone by bringing it back.
    case deleted(Ticket)
    /// Several tickets changed at once.
    indirect case bulk(UndoStep, rest: [UndoStep])
}

extension UndoStep {
    /// One step of several; `nil` when there are none.
    init?(_ steps: [UndoStep]) {
        guard let first = steps.first else { return nil }
        self = steps.count == 1 ? first : .bulk(first, rest: Array(steps.dropFirst()))
    }

    /// The steps of its tickets.
    var parts: [UndoStep] {
        if case .bulk(let first, let rest) = self { [first] + rest } else { [self] }
    }

    /// How many tickets it changed.
    var count: Int { if case .bulk(_, let rest) = self { rest.count + 1 } else { 1 } }

    /// The ticket as the step left it; for a delete, as it last was; of several, the first.
    var ticket: Ticket {
        switch self {
        case .created(let ticket), .deleted(let ticket): ticket
        case .updated(_, let after): after
        case .bulk(let first, _): first.ticket
        }
    }

    /// The revision that the ticket has when nobody changed it since.
    var lastRevision: Int {
        switch self {
        case .created(let ticket): ticket.revision
        case .updated(_, let after): after.revision
        case .deleted(let ticket): ticket.revision + 1
        case .bulk(let first, _): first.lastRevision
        }
    }

    /// The revision whose content stands again once the step is undone; `nil` when no ticket is left.
    var restoredRevision: Int? {
        switch self {
        case .created: nil
        case .updated(let before, _): before.revision
        case .deleted(let ticket): ticket.revision
        case .bulk(let first, _): first.restoredRevision
        }
    }

    /// The step, where the content of some tickets stands again under later revisions.
    func moved(to restored: [TicketID: UndoStack.Restored]) -> UndoStep {
        if case .bulk(let first, let rest) = self {
            return .bulk(first.moved(to: restored), rest: rest.map { $0.moved(to: restored) })
        }
        guard let back = restored[ticket.id], lastRevision == back.revision else { return self }
        return switch self {
        case .created: .created(back.ticket)
        case .updated(let before, _): .updated(before: before, after: back.ticket)
        case .deleted, .bulk: self
        }
    }
}
