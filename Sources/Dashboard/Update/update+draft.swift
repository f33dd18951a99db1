import Tickets

extension DashboardState {
    /// Opens the form on a draft; a changed ticket is read first.
    mutating func open(_ draft: SavedDraft) {
        // From here on it is the form of this dashboard, which keeps it.
        ask(.saveDraft(draft))
        choose(draft.tenant)
        guard let id = draft.ticket else { return openNew(draft) }
        let number = nextNumber()
        self.draft = DraftOpening(number: number, draft: draft)
        let filter = TicketFilter(words: [id.description])
        ask(.loadPage(number: number, tenant: draft.tenant, ListQuery(filter: filter, limit: 1)))
    }

    private mutating func openNew(_ draft: SavedDraft) {
        var form = FormState(newIn: draft.tenant, requestKey: draft.requestKey ?? random.requestKey())
        form.take(draft)
        self.form = form
    }

    mutating func openDraft(with result: Result<TicketPage, Failure>) {
        guard let draft = draft?.draft else { return }
        self.draft = nil
        guard form == nil else { return }
        switch result {
        case .failure(let failure):
            say(
                .bad,
                "the kept form could not be opened: \(failure.message); it is offered again at the next start"
            )
        case .success(let page):
            guard let ticket = page.tickets.first(where: { $0.id == draft.ticket }) else {
                openNew(draft)
                form?.notice = FormState.Notice(
                    lines: ["The ticket of this form is gone. Ctrl-S makes a new ticket of the text."])
                return
            }
            openEdit(draft, ticket)
        }
    }

    private mutating func openEdit(_ draft: SavedDraft, _ ticket: Ticket) {
        var form = FormState(editing: ticket)
        form.take(draft)
        if draft.revision != ticket.revision {
            let names = form.changedFields.map(\.rawValue).joined(separator: ", ")
            form.notice = FormState.Notice(
                lines: ["The ticket was changed since this was written. Different here: \(names)"])
        }
        self.form = form
    }
}
