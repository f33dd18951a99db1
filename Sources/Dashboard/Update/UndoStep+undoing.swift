import Tickets

extension UndoStep {
    /// The change that undoes the step of one ticket.
    func undoing(number: Int) -> Effect? {
        switch self {
        case .created(let ticket):
            return .delete(number: number, tenant: ticket.tenant, ticket.id, ifRevision: ticket.revision)
        case .updated(let before, let after):
            guard let patch = try? TicketPatch(from: after, to: before) else { return nil }
            return .update(number: number, tenant: after.tenant, after.id, patch, ifRevision: after.revision)
        case .deleted(let ticket): return .restore(number: number, tenant: ticket.tenant, ticket.id)
        case .bulk: return nil
        }
    }

    /// Whether an earlier try, whose answer was lost, has undone the step.
    func hasResult(_ ticket: Ticket) -> Bool {
        guard case .updated(let before, let after) = self else { return false }
        return ticket.revision == after.revision + 1 && before.changes(to: ticket).isEmpty
    }
}
