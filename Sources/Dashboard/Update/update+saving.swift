import Screen
import Tickets

extension DashboardState {
    mutating func save() {
        guard var form else { return }
        // What must be known before saving has to be seen first.
        if form.notice?.isShown == false { return }
        guard form.saving == nil else { return }
        form.touched.formUnion(FormState.fields)
        form.refused = []
        self.form = form
        if let broken = form.firstBroken { return refuse(broken) }
        if case .edit = form.purpose, !form.isChanged {
            closeForm()
            return say(.info, "nothing was changed")
        }
        guard isConnected else {
            return setProblem("The service cannot be reached. The text is kept; \(hint(.save)) tries again.")
        }
        // What others did since is compared first; the answer to an own save that was lost, too.
        if let meanwhile = form.meanwhile { return meet(meanwhile) }
        send(form)
    }

    mutating func send(_ form: FormState) {
        let number = nextNumber()
        do throws(FieldViolation) {
            switch form.purpose {
            case .create(let key):
                let draft = try form.draft(by: actor)
                ask(.create(number: number, tenant: form.tenant, draft, requestKey: key))
            case .edit(let ticket):
                let patch = try form.patch()
                ask(
                    .update(
                        number: number, tenant: form.tenant, ticket.id, patch, ifRevision: ticket.revision))
            }
            pending[number] = .form
            self.form?.saving = number
            self.form?.problem = nil
        } catch {
            setProblem("Not saved: \(error.field) \(error.message)")
        }
    }

    private mutating func refuse(_ field: TicketField) {
        form?.focus = field
        setProblem("Not saved: \(field.rawValue) \(form?.broken(field)?.message ?? "")")
    }

    private mutating func setProblem(_ text: String) { form?.problem = text }

    mutating func saved(_ ticket: Ticket, _ number: Int) {
        guard let saving = form, saving.saving == number else { return }
        closeForm()
        switch saving.purpose {
        case .create:
            fold(ticket, action: .create, before: nil)
            undo.push(.created(ticket))
            select(ticket.id)
            say(.good, "created \"\(ticket.title)\"")
        case .edit(let before):
            fold(ticket, action: .update, before: before)
            if ticket.revision > before.revision { undo.push(.updated(before: before, after: ticket)) }
            say(.good, "saved \"\(ticket.title)\"")
        }
    }

    /// Puts the cursor on a ticket when it is shown.
    private mutating func select(_ id: TicketID) {
        guard let row = tickets.list.row(of: id) else { return }
        tickets.viewport.move(
            to: row, count: tickets.list.count, height: DashboardLayout(self).ticketRows)
    }

    /// The form stays open with its text, whatever went wrong.
    mutating func saveFailed(_ number: Int, _ failure: Failure) {
        guard form?.saving == number else { return }
        form?.saving = nil
        form?.refused = failure.details
        switch failure.kind {
        case .conflict(let ticket?): conflict(with: ticket)
        case .notFound: formTicketIsGone()
        case .unreachable:
            setProblem(
                "Not saved, nothing was changed: \(failure.message). The text is kept; \(hint(.save)) tries again."
            )
        case .unknownOutcome:
            setProblem(
                "No answer: it may be saved. \(hint(.save)) asks again and finds out; nothing is made twice.")
        case .invalid, .busy, .other, .conflict: setProblem("Not saved: \(failure.message)")
        }
        saveDraftNow()
    }
}
