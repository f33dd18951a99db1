public import TicketWire
public import Tickets

/// Asks a ticket service, wherever it runs.
public struct TicketClient: Sendable {
    private let transport: any TicketTransport
    private let actor: String?

    /// Stands in requests about all tenants, since every request names one.
    private static let anyTenant = Tenant.fallback

    /// - Parameter actor: who asks; it stands in the tickets' histories.
    public init(_ transport: any TicketTransport, actor: String? = nil) {
        self.transport = transport
        self.actor = actor
    }

    /// Makes a ticket. The same key within ten minutes gives the first ticket back, not a second one.
    public func create(
        _ draft: TicketDraft, in tenant: Tenant, requestKey: String? = nil
    ) async throws(ClientError) -> Ticket {
        try await ticket(.create(draft, requestKey: requestKey), in: tenant)
    }

    /// The ticket as it is now.
    public func get(_ id: TicketID, in tenant: Tenant) async throws(ClientError) -> Ticket {
        try await ticket(.get(id), in: tenant)
    }

    /// One page of the tenant's tickets.
    public func list(_ query: ListQuery, in tenant: Tenant) async throws(ClientError) -> TicketPage {
        let reply = try await ask(.list(query), in: tenant)
        guard case .tickets(let tickets) = reply.data else { throw .unreadable }
        return TicketPage(
            tickets: tickets, total: reply.meta.total ?? tickets.count, nextCursor: reply.meta.nextCursor)
    }

    /// Changes a ticket.
    ///
    /// - Parameter revision: the revision that the ticket must still be at; `nil`: whichever.
    public func update(
        _ id: TicketID, _ patch: TicketPatch, in tenant: Tenant, ifRevision revision: Int? = nil
    ) async throws(ClientError) -> Ticket {
        try await ticket(.update(id, patch, ifRevision: revision), in: tenant)
    }

    /// Deletes a ticket.
    ///
    /// - Parameter revision: the revision that the ticket must still be at; `nil`: whichever.
    public func delete(
        _ id: TicketID, in tenant: Tenant, ifRevision revision: Int? = nil
    ) async throws(ClientError) {
        guard case .deleted = try await ask(.delete(id, ifRevision: revision), in: tenant).data else {
            throw .unreadable
        }
    }

    /// Brings a deleted ticket back under its id.
    public func restore(_ id: TicketID, in tenant: Tenant) async throws(ClientError) -> Ticket {
        try await ticket(.restore(id), in: tenant)
    }
}

extension TicketClient {
    /// The tenants with their counts, by name.
    public func tenants() async throws(ClientError) -> [TenantCounts] {
        guard case .tenants(let tenants) = try await ask(.tenants, in: nil).data else { throw .unreadable }
        return tenants
    }

    /// The tenant's tickets by status and priority.
    public func stats(of tenant: Tenant) async throws(ClientError) -> TicketCounts {
        guard case .stats(let counts) = try await ask(.stats, in: tenant).data else { throw .unreadable }
        return counts
    }

    /// Every revision of a ticket, oldest first; also of one that was deleted.
    public func history(of id: TicketID, in tenant: Tenant) async throws(ClientError) -> [TicketChange] {
        var changes: [TicketChange] = []
        var cursor: String?
        repeat {
            let page = try await historyPage(of: id, in: tenant, cursor: cursor)
            changes += page.changes
            cursor = page.nextCursor
        } while cursor != nil
        return changes
    }

    /// Some revisions of a ticket, oldest first.
    ///
    /// - Parameter cursor: of the page before; `nil`: from the first revision.
    public func historyPage(
        of id: TicketID, in tenant: Tenant, cursor: String? = nil
    ) async throws(ClientError) -> HistoryPage {
        let reply = try await ask(.history(id, cursor: cursor), in: tenant)
        guard case .history(let changes) = reply.data else { throw .unreadable }
        // A page that ends early holds something, or there would be no end of asking.
        return HistoryPage(changes: changes, nextCursor: changes.isEmpty ? nil : reply.meta.nextCursor)
    }

    /// Some of what happened to the tenant's tickets, oldest first.
    public func events(_ query: EventQuery, in tenant: Tenant) async throws(ClientError) -> EventPage {
        let reply = try await ask(.events(query), in: tenant)
        guard case .events(let events) = reply.data else { throw .unreadable }
        let last = reply.meta.lastSequence ?? events.last?.sequence ?? query.afterSequence ?? 0
        return EventPage(events: events, lastSequence: last)
    }

    private func ticket(
        _ operation: ServiceRequest.Operation, in tenant: Tenant
    ) async throws(ClientError) -> Ticket {
        guard case .ticket(let ticket) = try await ask(operation, in: tenant).data else { throw .unreadable }
        return ticket
    }

    private func ask(
        _ operation: ServiceRequest.Operation, in tenant: Tenant?
    ) async throws(ClientError) -> (data: ReplyData, meta: ReplyMeta) {
        // Every request names a tenant, also the one about all of them.
        let request = ServiceRequest(
            tenant: tenant ?? TicketClient.anyTenant, actor: actor, operation: operation)
        let payload = try await transport.send(request.encoded, tenant: tenant)
        let reply: ServiceReply
        do {
            reply = try ServiceReply(decoding: payload, to: operation.action)
        } catch {
            throw ClientError(
                kind: .unreadableReply, message: "the service's reply cannot be read: \(error.reason)")
        }
        switch reply {
        case .success(let data, let meta, _): return (data, meta)
        case .failure(let error, _): throw ClientError(kind: .refused(error), message: error.message)
        }
    }
}

extension ClientError {
    static let unreadable = ClientError(
        kind: .unreadableReply, message: "the service's reply is of another kind than the request")
}
