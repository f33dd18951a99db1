import TicketWire
import Tickets

extension Service {
    /// How often a change is made anew when others change the ticket at the same time.
    private static let attempts = 100

    func create(
        _ draft: TicketDraft, requestKey: String?, _ author: Author
    ) async throws(ServiceError) -> Answer {
        if let requestKey, let first = store.projection.ticket(ofRequestKey: requestKey, of: author.tenant) {
            return try repeated(first, author)
        }
        let now = clock()
        var random = RandomNumbers()
        let ticket = draft.ticket(id: TicketID(at: now, using: &random), tenant: author.tenant, at: now)
        let change = TicketChange(action: .create, ticket: ticket, revision: 1, actor: author.actor, at: now)
        do { return try await record(change, requestKey: requestKey, reply: .ticket(ticket)) } catch {
            // The same creation, asked for a second time while the first was on its way.
            if case .repeated(let first) = error { return try repeated(first, author) }
            throw ServiceError(error)
        }
    }

    /// The ticket that the first creation with the same key made, as it is now.
    private func repeated(_ first: TicketID, _ author: Author) throws(ServiceError) -> Answer {
        let ticket = try get(first, of: author.tenant)
        return Answer(begun: ticket.begun, meta: ReplyMeta(sequence: store.projection.sequence))
    }

    func update(
        _ id: TicketID, _ patch: TicketPatch, ifRevision: Int?, _ author: Author
    ) async throws(ServiceError) -> Answer {
        try await change(id, ifRevision: ifRevision, author) { (latest, revision) throws(ServiceError) in
            let ticket = try Service.present(latest)
            guard var changed = patch.applied(to: ticket, at: self.clock()) else {
                return .nothing(ticket)
            }
            changed.revision = revision
            let change = TicketChange(
                action: .update, ticket: changed, revision: revision, actor: author.actor,
                at: changed.updatedAt, changes: ticket.changes(to: changed))
            return .change(change, reply: .ticket(changed))
        }
    }

    func delete(
        _ id: TicketID, ifRevision: Int?, _ author: Author
    ) async throws(ServiceError) -> Answer {
        try await change(id, ifRevision: ifRevision, author) { (latest, revision) throws(ServiceError) in
            let ticket = try Service.present(latest)
            let change = TicketChange(
                action: .delete, ticket: ticket, revision: revision, actor: author.actor,
                at: max(self.clock(), ticket.updatedAt))
            return .change(change, reply: .deleted(id))
        }
    }

    /// A ticket that is there already stays as it is, so that the request can be repeated.
    func restore(_ id: TicketID, _ author: Author) async throws(ServiceError) -> Answer {
        try await change(id, ifRevision: nil, author) { (latest, revision) throws(ServiceError) in
            guard let latest else { throw .noSuchTicket }
            if latest.leavesTicket { return .nothing(latest.ticket) }
            var ticket = latest.ticket
            ticket.revision = revision
            ticket.updatedAt = max(self.clock(), latest.at)
            let change = TicketChange(
                action: .restore, ticket: ticket, revision: revision, actor: author.actor,
                at: ticket.updatedAt)
            return .change(change, reply: .ticket(ticket))
        }
    }

    /// What becomes of a ticket.
    private enum Decision {
        case nothing(Ticket)
        case change(TicketChange, reply: ReplyData)
    }

    /// Decides on the latest state and records the change; does both again when the state was not the
    /// latest any more. That there is nothing to do is decided on what the log has: another instance may
    /// have changed the ticket a moment ago. A revision that cannot be written, because something else stands
    /// in its place, is passed over.
    ///
    /// - Parameter decide: gets the latest change and the revision of the next one.
    private func change(
        _ id: TicketID, ifRevision: Int?, _ author: Author,
        _ decide: (TicketChange?, _ revision: Int) throws(ServiceError) -> Decision
    ) async throws(ServiceError) -> Answer {
        var (latest, isOfLog) = try await latestChange(of: id, in: author.tenant, ifRevision: ifRevision)
        var passedOver = 0
        var obstacle = ServiceError(.unavailable, "too many changes to this ticket at once, ask again")
        for _ in 0..<Service.attempts {
            if let ifRevision {
                let ticket = try Service.present(latest)
                guard ticket.revision == ifRevision else { throw .conflict(ticket) }
            }
            switch try decide(latest, (latest?.revision ?? 0) + passedOver + 1) {
            case .nothing where !isOfLog:
                latest = try await latestOfLog(id, in: author.tenant)
                isOfLog = true
            case .nothing(let ticket):
                return Answer(ticket.encoded, meta: ReplyMeta(sequence: store.projection.sequence))
            case .change(let change, let reply):
                do { return try await record(change, reply: reply) } catch {
                    switch error {
                    case .conflict(let newer): (latest, isOfLog, passedOver) = (newer, false, 0)
                    case .occupied:
                        passedOver += 1
                        obstacle = ServiceError(error)
                    case .repeated, .unavailable, .unknownOutcome: throw ServiceError(error)
                    }
                }
            }
        }
        throw obstacle
    }

    /// A ticket's latest change: as this instance knows it when that is good enough to change it; before
    /// a refusal as the log has it, since another instance may have changed it a moment ago.
    private func latestChange(
        of id: TicketID, in tenant: Tenant, ifRevision: Int?
    ) async throws(ServiceError) -> (change: TicketChange?, isOfLog: Bool) {
        if let latest = store.projection.entry(id, of: tenant)?.latest, latest.leavesTicket,
            latest.revision == ifRevision ?? latest.revision
        {
            return (latest, false)
        }
        return (try await latestOfLog(id, in: tenant), true)
    }

    private func latestOfLog(_ id: TicketID, in tenant: Tenant) async throws(ServiceError) -> TicketChange? {
        do { return try await store.latestChange(of: id, in: tenant) } catch { throw ServiceError(error) }
    }

    private func record(
        _ change: TicketChange, requestKey: String? = nil, reply: ReplyData
    ) async throws(StoreError) -> Answer {
        let record = TicketRecord(change, requestKey: requestKey)
        let sequence = try await store.append(record)
        let data = if case .ticket = reply { record.encodedTicket } else { reply.encoded }
        return Answer(data, meta: ReplyMeta(sequence: sequence))
    }

    /// The ticket after its latest change, if it is there.
    private static func present(_ latest: TicketChange?) throws(ServiceError) -> Ticket {
        guard let latest, latest.leavesTicket else { throw .noSuchTicket }
        return latest.ticket
    }
}
