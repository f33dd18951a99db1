import Dashboard
import TicketClient
import Tickets

extension LineDesk {
    func change(_ command: LineCommand) async {
        if isReadOnly { return voice.say("read-only: nothing can be changed here") }
        switch command {
        case .new: await write()
        case .edit(let number):
            guard let ticket = ticket(number) else { return }
            await edit(LineForm(tenant: tenant, ticket: ticket, requestKey: LineDesk.requestKey()))
        case .delete(let number): await delete(number)
        case .undo: await undoLast()
        default: break
        }
    }

    private func delete(_ number: Int) async {
        guard let ticket = ticket(number) else { return }
        let words = "\(TicketSpeech.words(ticket.status)), \(ticket.priority.rawValue)"
        guard await voice.confirms("Delete \"\(ticket.title)\", \(words)?") else {
            return voice.say("Not deleted.")
        }
        await delete(ticket) { .deleted(ticket) }
    }

    private func delete(_ ticket: Ticket, _ step: () -> LineUndo?) async {
        do throws(ClientError) {
            try await backend.ask { client throws(ClientError) in
                try await client.delete(ticket.id, in: ticket.tenant, ifRevision: ticket.revision)
            }
            voice.madeHere(ticket.id, revision: ticket.revision + 1)
            undo = step()
            voice.say("Deleted \"\(ticket.title)\". \(undo == nil ? "" : "undo brings it back.")")
        } catch {
            voice.say("Not deleted: \(LineDesk.reason(error))")
        }
    }

    private func undoLast() async {
        switch undo {
        case nil: voice.say("Nothing to undo.")
        case .created(let ticket):
            guard await voice.confirms("The last change made \"\(ticket.title)\". Delete it?") else { return }
            await delete(ticket) { nil }
        case .deleted(let ticket): await restore(ticket)
        case .updated(let before, let after): await putBack(before, after)
        }
    }

    private func restore(_ ticket: Ticket) async {
        do throws(ClientError) {
            let back = try await backend.ask { client throws(ClientError) in
                try await client.restore(ticket.id, in: ticket.tenant)
            }
            voice.madeHere(back.id, revision: back.revision)
            undo = nil
            voice.say("\"\(back.title)\" is back.")
        } catch {
            voice.say("Not undone: \(LineDesk.reason(error))")
        }
    }

    private func putBack(_ before: Ticket, _ after: Ticket) async {
        var form = LineForm(tenant: after.tenant, ticket: after, requestKey: "")
        for field in LineForm.fields where form[field] != (before[field] ?? "") {
            _ = form.set(field, before[field] ?? "")
        }
        do {
            let patch = try form.patch()
            let ticket = try await backend.ask { client throws(ClientError) in
                try await client.update(after.id, patch, in: after.tenant, ifRevision: after.revision)
            }
            voice.madeHere(ticket.id, revision: ticket.revision)
            undo = nil
            replace(ticket)
            voice.say("Undone: \"\(ticket.title)\" is as it was before.")
        } catch let error as ClientError {
            voice.say("Not undone: \(LineDesk.reason(error))")
        } catch {
            voice.say("Not undone: \(error)")
        }
    }

    /// Puts the newest state of a ticket behind its number.
    func replace(_ ticket: Ticket) {
        if let index = shown.firstIndex(where: { $0.id == ticket.id }) { shown[index] = ticket }
    }

    /// Why the service did not do it.
    static func reason(_ error: ClientError) -> String {
        let failure = Failure(error)
        if case .conflict(let ticket?) = failure.kind {
            return "somebody changed it meanwhile, it is at revision \(ticket.revision) now; list it and look"
        }
        return failure.details.isEmpty
            ? failure.message : failure.details.map { "\($0.field) \($0.message)" }.joined(separator: "; ")
    }
}
