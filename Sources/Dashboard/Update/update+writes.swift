import Screen
import Tickets

extension DashboardState {
    /// Sets the field that was chosen.
    mutating func set(_ picker: Picker) {
        if !picker.marked.isEmpty { return askBulk(picker) }
        // What was typed stays until it can be sent.
        guard canWrite() else { return }
        overlay = nil
        let ticket = tickets.list.tickets[picker.ticket.id] ?? picker.ticket
        if let news = news(of: ticket, since: picker) { return say(.warning, news) }
        do throws(FieldViolation) {
            let patch = try picker.patch
            guard patch.applied(to: ticket, at: now) != nil else { return }
            update(ticket, patch, as: .field(before: ticket, name: picker.field.name))
        } catch {
            overlay = .picker(picker)
            say(.bad, "\(error.field) \(error.message)")
        }
    }

    /// What somebody set meanwhile in the field that is being chosen; it is not overwritten unseen.
    private func news(of ticket: Ticket, since picker: Picker) -> String? {
        let name = picker.field.name
        let (before, value) = (picker.ticket.text(ofFieldNamed: name), ticket.text(ofFieldNamed: name))
        guard before != value else { return nil }
        return "not set: the \(name) of \"\(ticket.title)\" is \(value) by now, no longer \(before)"
    }

    private mutating func update(_ ticket: Ticket, _ patch: TicketPatch, as write: PendingWrite) {
        guard canWrite() else { return }
        let number = nextNumber()
        pending[number] = write
        ask(.update(number: number, tenant: ticket.tenant, ticket.id, patch, ifRevision: ticket.revision))
    }

    /// Says so when nothing can be changed just now.
    mutating func canWrite() -> Bool {
        if !isConnected { say(.bad, "not connected: nothing was changed") }
        return isConnected
    }

    mutating func delete(_ ticket: Ticket) {
        guard canWrite() else { return }
        let number = nextNumber()
        pending[number] = .delete(ticket)
        ask(.delete(number: number, tenant: ticket.tenant, ticket.id, ifRevision: ticket.revision))
    }

    mutating func receiveAnswer(_ number: Int, _ result: Result<WriteOutcome, Failure>) {
        guard let write = pending.removeValue(forKey: number) else { return }
        if case .bulk(let job) = write { return answered(job, result) }
        switch result {
        case .success(let outcome): succeeded(write, outcome, number)
        case .failure(let failure):
            if write == .form || write == .formRevival { return saveFailed(number, failure) }
            failed(write, failure)
        }
    }

    private mutating func succeeded(_ write: PendingWrite, _ outcome: WriteOutcome, _ number: Int) {
        switch (write, outcome) {
        case (.form, .ticket(let ticket)): saved(ticket, number)
        case (.field(let before, let name), .ticket(let ticket)):
            fold(ticket, action: .update, before: before)
            if ticket.revision > before.revision { undo.push(.updated(before: before, after: ticket)) }
            say(.good, "\(name) of \"\(ticket.title)\" is now \(ticket.text(ofFieldNamed: name))")
        case (.delete(let ticket), _):
            fold(ticket.deletion(by: actor, at: now), isOwn: true)
            undo.push(.deleted(ticket))
            say(.good, "deleted \"\(ticket.title)\"; \(hint(.undo)) brings it back")
        case (.undo(let step), _): undone(step, outcome)
        case (.formRevival, .ticket(let ticket)): formRevived(ticket, number)
        case (.revert(let before, let revision), .ticket(let ticket)):
            reverted(before, to: revision, as: ticket)
        case (.revival(let wanted), .ticket(let ticket)): revived(ticket, for: wanted)
        case (.form, .deleted), (.formRevival, .deleted), (.field, .deleted), (.revert, .deleted),
            (.revival, .deleted), (.bulk, _):
            break
        }
    }

    private mutating func failed(_ write: PendingWrite, _ failure: Failure) {
        if case .undo(let step) = write { return undoFailed(step, failure) }
        if case .conflict(let ticket?) = failure.kind { fold(ticket, action: .update, before: nil) }
        if let refusal = write.refusal(failure) { return refuse(refusal) }
        say(.bad, "\(write.name) failed: \(failure.message)")
    }

    /// Takes one's own change into the list; the live feed brings it again, which does nothing.
    mutating func fold(_ ticket: Ticket, action: TicketAction, before: Ticket?) {
        let changes = before.map { $0.changes(to: ticket) } ?? []
        let change = TicketChange(
            action: action, ticket: ticket, revision: ticket.revision, actor: actor, at: ticket.updatedAt,
            changes: changes)
        // Without the state before, it is how the service says the ticket stands, and no change of one's own.
        if before != nil || action == .restore { extendHistory(change, isOwn: true) }
        fold(change, isOwn: true)
    }

    /// The key of an action, as it is named to the person.
    func hint(_ action: Action) -> String {
        keys.bindings.first { $0.action == action }?.keys.first?.label ?? action.rawValue
    }
}
