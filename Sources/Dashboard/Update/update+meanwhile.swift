import Screen
import Tickets

extension DashboardState {
    /// Tells the form that somebody else changed its ticket.
    mutating func tellForm(_ change: TicketChange) {
        guard var form, case .edit(let base) = form.purpose, base.id == change.ticket.id,
            change.revision > max(base.revision, form.meanwhile?.revision ?? 0)
        else { return }
        if form.meanwhile == nil {
            form.meanwhile = Meanwhile(change)
        } else {
            form.meanwhile?.hear(change)
        }
        // While a save is under way it may be that save; the answer tells.
        if form.saving == nil { form.noticeMeanwhile(saveKey: hint(.save)) }
        self.form = form
    }

    /// Compares the form with how its ticket stands now, before anything is saved.
    mutating func meet(_ meanwhile: Meanwhile) {
        guard var form else { return }
        form.meanwhile = meanwhile
        if meanwhile.isDeleted {
            self.form = form
            return overlay = .gone(GoneChoice(who: meanwhile.who))
        }
        let merge = Merge(form, meanwhile)
        if !merge.hasMine {
            closeForm()
            return say(.good, "\"\(meanwhile.ticket.title)\" stands as you wanted it")
        }
        form.notice = nil
        if merge.hasTheirs {
            form.merge = merge
            self.form = form
        } else {
            form.settle(on: meanwhile.ticket)
            self.form = form
            send(form)
        }
    }

    /// The save was refused: this is how the ticket stands now.
    mutating func conflict(with theirs: Ticket) {
        fold(theirs, action: .update, before: nil)
        var meanwhile = form?.meanwhile ?? Meanwhile(theirs)
        meanwhile.hear(theirs)
        meet(meanwhile)
    }

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

extension FormState {
    /// Says what others did, until it is compared.
    mutating func noticeMeanwhile(saveKey: String) {
        guard let meanwhile else { return }
        let end =
            meanwhile.isDeleted
            ? "\(saveKey) asks what to do with your text." : "\(saveKey) compares before it saves."
        notice = Notice(lines: meanwhile.deeds.map { "\($0) meanwhile" } + [end])
        // A choice between two texts goes on with the new one.
        guard let open = merge else { return }
        merge = meanwhile.isDeleted ? nil : open.renewed(self, meanwhile)
    }

    /// Goes on from how the ticket stands now; the fields keep their texts.
    mutating func settle(on ticket: Ticket) {
        purpose = .edit(ticket)
        base = FormState(editing: ticket).base
        meanwhile = nil
        merge = nil
        notice = nil
    }

    /// The text shall become a new ticket.
    mutating func becomeNew(requestKey: String) {
        base = FormState(newIn: tenant, requestKey: requestKey).base
        purpose = .create(requestKey: requestKey)
        meanwhile = nil
        notice = nil
    }
}
