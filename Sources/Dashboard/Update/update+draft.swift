import Tickets

extension DashboardState {
    /// Opens the form on a draft; a changed ticket is read first.
    mutating func open(_ draft: SavedDraft) {
        choose(draft.tenant)
        guard draft.ticket != nil else { return openNew(draft) }
        self.draft = DraftOpening(number: 0, draft: draft)
        readDraftTicket()
    }

    /// Asks for the ticket of the draft that is to be opened; without a connection, as soon as there is one.
    mutating func readDraftTicket() {
        guard let opening = draft?.draft, let id = opening.ticket else { return }
        guard isConnected else { return say(.info, "the kept form opens as soon as a server answers") }
        let number = nextNumber()
        draft = DraftOpening(number: number, draft: opening)
        ask(.loadTicket(number: number, tenant: opening.tenant, id))
    }

    private mutating func openNew(_ draft: SavedDraft) {
        var form = FormState(newIn: draft.tenant, requestKey: draft.requestKey ?? random.requestKey())
        form.take(draft)
        self.form = form
        // From here on it is the form of this dashboard, which keeps it.
        ask(.saveDraft(draft))
    }

    mutating func receiveTicket(_ number: Int, _ result: Result<Ticket, Failure>) {
        if arrive(number, result) { return }
        guard let opening = draft, opening.number == number else { return }
        guard form == nil else {
            draft = nil
            return say(.info, "the kept form is offered again at the next start")
        }
        switch result {
        case .success(let ticket):
            draft = nil
            openEdit(opening.draft, ticket)
        case .failure(let failure): draftTicketFailed(opening.draft, failure)
        }
    }

    private mutating func draftTicketFailed(_ opening: SavedDraft, _ failure: Failure) {
        switch failure.kind {
        case .unreachable, .unknownOutcome:
            say(.warning, "the kept form opens as soon as the service answers: \(failure.message)")
        case .notFound:
            draft = nil
            openNew(opening)
            note("The ticket of this form is gone. \(hint(.save)) makes a new ticket of the text.")
        case .invalid, .conflict, .busy, .other:
            draft = nil
            say(
                .bad,
                "the kept form could not be opened: \(failure.message); it is offered again at the next start"
            )
        }
    }

    /// Opens the form as it stood. What others changed since is compared before it is saved.
    private mutating func openEdit(_ draft: SavedDraft, _ ticket: Ticket) {
        var form = FormState(editing: ticket.asEdited(in: draft))
        form.take(draft)
        if case .edit(let began) = form.purpose, began.revision < ticket.revision {
            form.meanwhile = Meanwhile(ticket)
        }
        self.form = form
        ask(.saveDraft(draft))
        if form.meanwhile != nil {
            note("The ticket was changed since this was written.", "\(hint(.save)) compares before it saves.")
        }
    }
}

extension Ticket {
    /// The ticket as it was when the editing of a draft began, as far as the draft tells.
    fileprivate func asEdited(in draft: SavedDraft) -> Ticket {
        guard let revision = draft.revision, revision < self.revision, !draft.base.isEmpty else {
            return self
        }
        func text(_ field: TicketField) -> String? { draft.base[field.rawValue] }
        var ticket = self
        ticket.revision = revision
        ticket.title = text(.title) ?? title
        ticket.description = text(.description) ?? description
        ticket.priority = text(.priority).flatMap(Priority.init(rawValue:)) ?? priority
        ticket.status = text(.status).flatMap(Status.init(rawValue:)) ?? status
        if let assignee = text(.assignee) { ticket.assignee = assignee.isEmpty ? nil : assignee }
        return ticket
    }
}
