import Screen
import Tickets

extension DashboardState {
    /// Undoes the last change that was made here in this tenant, if nobody changed its ticket since.
    mutating func undoLastChange() {
        guard bulk == nil else { return say(.warning, bulkIsUnderWay) }
        guard !isUndoing else { return say(.info, "the undo before this one is not done yet") }
        guard let step = undo.last(in: tenant) else { return say(.info, "nothing to undo") }
        switch step {
        case .created(let ticket): overlay = .question(Question(.undoCreate(ticket)))
        case .updated, .deleted: undo(step)
        case .bulk: undoTogether(step)
        }
    }

    /// Deletes what was made here, once that was answered with yes.
    mutating func undoCreation(of ticket: Ticket) {
        undo(.created(ticket))
    }

    private var isUndoing: Bool {
        pending.values.contains { if case .undo = $0 { true } else { false } }
    }

    private mutating func undo(_ step: UndoStep) {
        guard canWrite() else { return }
        let number = nextNumber()
        guard let effect = step.undoing(number: number) else { return }
        pending[number] = .undo(step)
        ask(effect)
    }

    mutating func undone(_ step: UndoStep, _ outcome: WriteOutcome) {
        switch outcome {
        case .ticket(let ticket): undone(step, as: ticket)
        case .deleted:
            undo.undone(step, leaving: nil)
            let deletion = step.ticket.deletion(by: actor, at: now)
            extendHistory(deletion, isOwn: true)
            fold(deletion, isOwn: true)
            say(.good, "undone: \"\(step.ticket.title)\" is deleted")
        }
    }

    /// Takes in how a ticket stands after a step was undone.
    mutating func fold(_ ticket: Ticket, undoing step: UndoStep) {
        switch step {
        case .updated(_, let after): fold(ticket, action: .update, before: after)
        case .deleted, .created, .bulk: fold(ticket, action: .restore, before: nil)
        }
    }

    private mutating func undone(_ step: UndoStep, as ticket: Ticket) {
        undo.undone(step, leaving: ticket)
        fold(ticket, undoing: step)
        switch step {
        case .updated(let before, let after):
            let changes = after.changes(to: before)
            if changes.count == 1, let field = changes.first?.field, field != .description {
                let name = field.rawValue
                return say(
                    .good,
                    "undone: \(name) of \"\(ticket.title)\" is \(ticket.text(ofFieldNamed: name)) again")
            }
            let names = changes.map(\.field.rawValue).joined(separator: ", ")
            say(.good, "undone: \(names) of \"\(ticket.title)\" as before")
        case .deleted, .created, .bulk:
            let isOurs = ticket.revision == step.lastRevision + 1
            say(.good, "undone: \"\(ticket.title)\" is back" + (isOurs ? "" : ", changed by others since"))
        }
    }

    mutating func undoFailed(_ step: UndoStep, _ failure: Failure) {
        switch failure.kind {
        case .conflict(let ticket?):
            if step.hasResult(ticket) { return undone(step, as: ticket) }
            fold(ticket, action: .update, before: nil)
            refuseUndo(step)
        case .conflict, .notFound: refuseUndo(step)
        case .unknownOutcome:
            say(.bad, "no answer: it may be undone; \(hint(.undo)) asks again and finds out")
        case .invalid, .busy, .unreachable, .other: say(.bad, "undoing failed: \(failure.message)")
        }
    }

    /// Forgets a step that cannot be undone any more, and tells why.
    private mutating func refuseUndo(_ step: UndoStep) {
        undo.drop(step)
        refuse(Refusal(of: step.ticket, at: step.lastRevision, outcome: "not undone"))
    }
}
