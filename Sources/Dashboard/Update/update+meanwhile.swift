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
            rememberLostSave(form, meanwhile)
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

    /// A save whose answer was lost, and that the feed has told, can be undone as any other.
    private mutating func rememberLostSave(_ form: FormState, _ meanwhile: Meanwhile) {
        guard case .edit(let before) = form.purpose, meanwhile.names == [actor],
            meanwhile.revision == before.revision + 1
        else { return }
        undo.push(.updated(before: before, after: meanwhile.ticket))
    }

    /// The save was refused: this is how the ticket stands now.
    mutating func conflict(with theirs: Ticket) {
        fold(theirs, action: .update, before: nil)
        var meanwhile = form?.meanwhile ?? Meanwhile(theirs)
        meanwhile.hear(theirs)
        meet(meanwhile)
    }
}
