import Screen
import Tickets

extension DashboardState {
    /// The save was refused: the ticket is gone.
    mutating func formTicketIsGone() {
        guard let form, case .edit = form.purpose else {
            self.form?.problem = "Not saved: the ticket is gone"
            return
        }
        overlay = .gone(GoneChoice(who: form.meanwhile?.isDeleted == true ? form.meanwhile?.who ?? "" : ""))
    }

    mutating func press(_ key: Key, in gone: GoneChoice) {
        guard gone.isShown else { return }
        var gone = gone
        switch key {
        case .escape: return overlay = nil
        case .enter: return decide(gone.option)
        case .down, .tab, .character("j"):
            gone.index = min(gone.index + 1, GoneChoice.Option.allCases.count - 1)
        case .up, .backTab, .character("k"): gone.index = max(0, gone.index - 1)
        default: return
        }
        overlay = .gone(gone)
    }

    private mutating func decide(_ option: GoneChoice.Option) {
        overlay = nil
        guard let form, case .edit(let ticket) = form.purpose else { return }
        switch option {
        case .back: return
        case .makeNew:
            self.form?.becomeNew(requestKey: random.requestKey())
            save()
        case .restore:
            guard canWrite() else { return }
            let number = nextNumber()
            pending[number] = .formRevival
            self.form?.saving = number
            ask(.restore(number: number, tenant: ticket.tenant, ticket.id))
        }
    }

    /// The form's ticket is back; what was typed goes on top, as after any change by others.
    mutating func formRevived(_ ticket: Ticket, _ number: Int) {
        fold(ticket, action: .restore, before: nil)
        undo.push(.created(ticket))
        guard form?.saving == number else { return }
        form?.saving = nil
        var meanwhile = form?.meanwhile ?? Meanwhile(ticket)
        meanwhile.hear(ticket)
        meet(meanwhile)
    }
}
