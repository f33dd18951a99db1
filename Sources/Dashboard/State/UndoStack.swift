import Tickets

/// The changes that were made here and can be undone, the last one first.
struct UndoStack: Sendable, Hashable {
    /// So many are remembered; the oldest go.
    static let limit = 200

    private(set) var steps: [UndoStep] = []

    mutating func push(_ step: UndoStep) {
        steps.append(step)
        if steps.count > UndoStack.limit { steps.removeFirst() }
    }

    /// The last change of a tenant's tickets.
    func last(in tenant: Tenant) -> UndoStep? { steps.last { $0.ticket.tenant == tenant } }

    /// Forgets a step.
    mutating func drop(_ step: UndoStep) {
        if let index = steps.lastIndex(of: step) { steps.remove(at: index) }
    }

    /// Forgets a step that was undone. Earlier steps of its ticket go on from how that stands now, unless
    /// others have changed it.
    mutating func undone(_ step: UndoStep, leaving ticket: Ticket?) {
        drop(step)
        guard let ticket, let revision = step.restoredRevision, ticket.revision <= step.lastRevision + 1
        else { return }
        steps = steps.map { $0.moved(from: revision, to: ticket) }
    }
}
