import Dashboard
import TicketClient
import Tickets

extension LineDesk {
    /// Saves the form; whatever goes wrong, it stays with its text.
    ///
    /// - Returns: whether it is saved, or has nothing to save.
    func save(_ form: inout LineForm) async -> Bool {
        if let ticket = form.ticket, form.changed.isEmpty {
            voice.say("Nothing was changed in \"\(ticket.title)\".")
            return true
        }
        do {
            let saved = try await send(form)
            voice.madeHere(saved.id, revision: saved.revision)
            if let before = form.ticket {
                undo = .updated(before: before, after: saved)
                replace(saved)
                voice.say("Saved \"\(saved.title)\".")
            } else {
                undo = .created(saved)
                voice.say("Created \"\(saved.title)\". list shows it.")
            }
            return true
        } catch let error as ClientError {
            failed(&form, Failure(error))
        } catch let error as FieldViolation {
            voice.say("Not saved: \(error.field) \(error.message)")
        } catch {
            voice.say("Not saved: \(error)")
        }
        return false
    }

    private func send(_ form: LineForm) async throws -> Ticket {
        guard let ticket = form.ticket else {
            let draft = try form.newTicket(by: actor)
            return try await backend.ask { client throws(ClientError) in
                try await client.create(draft, in: form.tenant, requestKey: form.requestKey)
            }
        }
        let patch = try form.patch()
        return try await backend.ask { client throws(ClientError) in
            try await client.update(ticket.id, patch, in: form.tenant, ifRevision: ticket.revision)
        }
    }

    private func failed(_ form: inout LineForm, _ failure: Failure) {
        switch failure.kind {
        case .conflict(let theirs?): conflict(&form, theirs)
        case .notFound where form.ticket != nil:
            form.ticket = nil
            voice.say("Not saved: the ticket was deleted meanwhile. s makes a new one of the text.")
        case .unknownOutcome:
            voice.say("No answer: it may be saved. s asks again and finds out; nothing is made twice.")
        default: voice.say("Not saved: \(failure.message). The text is kept; s tries again.")
        }
    }

    /// Says what the other changed; s then saves only what was changed here.
    private func conflict(_ form: inout LineForm, _ theirs: Ticket) {
        let changes = form.ticket?.changes(to: theirs) ?? []
        let mine = Set(form.changed)
        voice.say("Not saved: somebody changed the ticket meanwhile.")
        for change in changes {
            let both = mine.contains(change.field) ? " You changed it, too: s saves yours on top." : ""
            voice.say("Theirs: \(TicketSpeech.change(change)).\(both)")
        }
        form.rebase(on: theirs)
    }
}
