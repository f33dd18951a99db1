import Tickets

/// The changes that were made here and can be undone, the last one first.
struct UndoStack: Sendable, Hashable {
    /// A ticket whose content is again that of an earlier revision.
    struct Restored: Sendable, Hashable {
        /// The earlier revision.
        let revision: Int
        /// As it stands now.
        let ticket: Ticket

        /// - Returns: `nil` where no ticket is left, or others have changed it.
        init?(_ step: UndoStep, leaving ticket: Ticket?) {
            guard let ticket, let revision = step.restoredRevision, ticket.revision <= step.lastRevision + 1
            else { return nil }
            self.revision = revision
            self.ticket = ticket
        }
    }

    /// So many are remembered; the oldest go.
    static let limit = 200
    /// So many changed tickets are remembered besides those of the last step.
    static let ticketLimit = 10_000

    private(set) var steps: [UndoStep] = []

    mutating func push(_ step: UndoStep) {
        steps.append(step)
        if steps.count > UndoStack.limit { steps.removeFirst() }
        guard step.count > 1 else { return }
        var count = steps.dropLast().reduce(0) { $0 + $1.count }
        while count > UndoStack.ticketLimit { count -= steps.removeFirst().count }
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
        if let restored = Restored(step, leaving: ticket) { move(to: [restored]) }
    }

    /// Earlier steps of these tickets go on from how those stand now.
    mutating func move(to restored: [Restored]) {
        guard !restored.isEmpty else { return }
        let byID = Dictionary(restored.map { ($0.ticket.id, $0) }) { _, last in last }
        steps = steps.map { $0.moved(to: byID) }
    }
}
