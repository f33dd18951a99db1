import Tickets

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
