import Tickets

// A bulk change under way.
extension DashboardState {
    /// Begins what was answered with yes.
    mutating func begin(_ question: BulkQuestion) {
        guard canWrite() else { return }
        // A warning would cover the progress.
        remark = nil
        for id in question.unchanged { tickets.marks.remove(id) }
        let jobs: [BulkJob]
        switch question.deed {
        case .set(let patch, _, _): jobs = question.targets.map { .update($0, patch) }
        case .delete: jobs = question.targets.map { .delete($0) }
        }
        for ticket in question.targets { tickets.marks.note(nil, for: ticket.id) }
        bulk = BulkRun(tenant: tenant, purpose: .change(question.deed), jobs: jobs)
        goOnWithBulk()
    }

    /// Undoes the changes of a bulk change, as far as nobody changed those tickets since.
    mutating func undoTogether(_ step: UndoStep) {
        guard canWrite() else { return }
        undo.drop(step)
        bulk = BulkRun(tenant: tenant, purpose: .undo, jobs: step.parts.map { .undo($0) })
        goOnWithBulk()
    }

    /// Asks for the next changes, a few at a time; ends the run when all is answered.
    private mutating func goOnWithBulk() {
        while let run = bulk, run.stopped == nil, run.underWay.count < BulkRun.width, let job = run.rest.first
        {
            let number = nextNumber()
            bulk?.next += 1
            guard let effect = job.effect(number: number) else {
                bulk?.failures.append(BulkFailure(ticket: job.ticket, reason: "it cannot be undone"))
                continue
            }
            bulk?.underWay.insert(job.ticket.id)
            pending[number] = .bulk(job)
            ask(effect)
        }
        if bulk?.isOver == true { endBulk() }
    }

    mutating func answered(_ job: BulkJob, _ result: Result<WriteOutcome, Failure>) {
        bulk?.underWay.remove(job.ticket.id)
        switch result {
        case .success(let outcome): succeeded(job, outcome)
        case .failure(let failure): failed(job, failure)
        }
        goOnWithBulk()
    }

    private mutating func succeeded(_ job: BulkJob, _ outcome: WriteOutcome) {
        bulk?.succeeded += 1
        switch (job, outcome) {
        case (.update(let before, _), .ticket(let after)):
            fold(after, action: .update, before: before)
            tickets.marks.remove(after.id)
            if after.revision > before.revision { bulk?.steps.append(.updated(before: before, after: after)) }
        case (.delete(let ticket), _):
            fold(ticket.deletion(by: actor, at: now), isOwn: true)
            bulk?.steps.append(.deleted(ticket))
        case (.undo(let step), .ticket(let ticket)):
            withoutNews { $0.fold(ticket, undoing: step) }
            if let restored = UndoStack.Restored(step, leaving: ticket) { bulk?.restored.append(restored) }
        case (.undo(let step), .deleted): fold(step.ticket.deletion(by: actor, at: now), isOwn: true)
        case (.update, .deleted): break
        }
    }

    private mutating func failed(_ job: BulkJob, _ failure: Failure) {
        if case .conflict(let ticket?) = failure.kind {
            // An answer that was lost the first time.
            if job.hasResult(ticket) { return succeeded(job, .ticket(ticket)) }
            fold(ticket, action: .update, before: nil)
        }
        let id = job.ticket.id
        bulk?.failures.append(BulkFailure(ticket: job.ticket, reason: failure.bulkReason))
        switch failure.kind {
        case .conflict: explainLater(job)
        case .notFound:
            tickets.marks.remove(id)
            explainLater(job)
        case .unreachable, .unknownOutcome:
            // The others would wait as long.
            bulk?.stopped = failure.message
            keep(job)
        case .invalid, .busy, .other: keep(job)
        }
        if !job.isUndo { tickets.marks.note(failure.bulkReason, for: id) }
    }

    /// An undo that failed for the moment may be asked for again.
    private mutating func keep(_ job: BulkJob) {
        if case .undo(let step) = job { bulk?.kept.append(step) }
    }

    /// Reads who was faster, unless that is to be read of very many tickets.
    private mutating func explainLater(_ job: BulkJob) {
        guard let run = bulk, run.failures.count <= BulkRun.explained else { return }
        readOn(Refusal(of: job.ticket, at: job.revision, outcome: "", isOfBulk: true))
    }

    /// Tells who was faster wherever the failure is told.
    mutating func explainInBulk(_ id: TicketID, _ reason: String) {
        let reason = reason + " since"
        if tickets.marks.reasons[id] != nil { tickets.marks.note(reason, for: id) }
        if let index = bulk?.failures.firstIndex(where: { $0.ticket.id == id }) {
            bulk?.failures[index].reason = reason
        }
        guard case .bulkResult(var result) = overlay,
            let index = result.failures.firstIndex(where: { $0.ticket.id == id })
        else { return }
        result.failures[index].reason = reason
        overlay = .bulkResult(result)
    }

    /// Own changes of many tickets are not announced.
    mutating func withoutNews(_ change: (inout DashboardState) -> Void) {
        let news = tickets.news
        change(&self)
        tickets.news = news
    }

    /// Whether a change that the live feed tells is a part of the bulk change, before its answer came.
    func isOfBulk(_ change: TicketChange) -> Bool {
        change.actor == actor && bulk?.underWay.contains(change.ticket.id) == true
    }
}

extension BulkJob {
    /// Whether a ticket stands as this job was to leave it.
    func hasResult(_ ticket: Ticket) -> Bool {
        switch self {
        case .update(let before, let patch): patch.applied(to: before, at: ticket.updatedAt) == ticket
        case .delete: false
        case .undo(let step): step.hasResult(ticket)
        }
    }

    var isUndo: Bool { if case .undo = self { true } else { false } }

    fileprivate func effect(number: Int) -> Effect? {
        switch self {
        case .update(let ticket, let patch):
            .update(number: number, tenant: ticket.tenant, ticket.id, patch, ifRevision: ticket.revision)
        case .delete(let ticket):
            .delete(number: number, tenant: ticket.tenant, ticket.id, ifRevision: ticket.revision)
        case .undo(let step): step.undoing(number: number)
        }
    }
}

extension Failure {
    /// Why a part of a bulk change failed, before one knows who was faster.
    fileprivate var bulkReason: String {
        switch kind {
        case .conflict: "somebody changed it since"
        case .notFound: "it is gone"
        case .unknownOutcome: "no answer: it may be done"
        case .invalid, .busy, .unreachable, .other: message
        }
    }
}
