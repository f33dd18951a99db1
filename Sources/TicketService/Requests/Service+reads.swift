import JSON
import TicketWire
import Tickets

extension Service {
    func get(_ id: TicketID, of tenant: Tenant) throws(ServiceError) -> Answer {
        try checkReadable()
        guard let row = store.projection.entry(id, of: tenant), row.isAlive else { throw .noSuchTicket }
        return Answer(row.body)
    }

    func list(_ query: ListQuery, of tenant: Tenant, room: Int) throws(ServiceError) -> Answer {
        try checkReadable()
        do {
            var writer = EncodedReply.begin(reserving: 0)
            let page = try store.projection.page(query, of: tenant, size: room, to: &writer)
            return Answer(
                begun: writer,
                meta: ReplyMeta(
                    total: page.total, limit: query.limit, offset: page.offset, nextCursor: page.nextCursor))
        } catch {
            let message = "does not belong to this list"
            throw ServiceError(violations: [FieldViolation(field: "cursor", message: message)])
        }
    }

    /// The revisions behind the cursor, which is a revision's number.
    func history(
        _ id: TicketID, of tenant: Tenant, cursor: String?, room: Int
    ) async throws(ServiceError) -> Answer {
        try checkReadable()
        let all: [TicketChange]
        do { all = try await store.history(of: id, in: tenant) } catch { throw ServiceError(error) }
        guard !all.isEmpty else { throw .noSuchTicket }
        var first = 0
        if let cursor, !cursor.isEmpty {
            guard let number = Int(cursor), number >= 0 else {
                let violation = FieldViolation(field: "cursor", message: "is not a cursor of this service")
                throw ServiceError(violations: [violation])
            }
            first = number
        }
        let changes = all.filter { $0.revision > first }
        let page = BoundedArray(changes, room: room) { $0.write(to: &$1) }
        var meta = ReplyMeta()
        if page.count < changes.count { meta.nextCursor = String(changes[page.count - 1].revision) }
        return Answer(page.encoded, meta: meta)
    }

    func listEvents(_ query: EventQuery, of tenant: Tenant, room: Int) async throws(ServiceError) -> Answer {
        let found: EventPage
        do { found = try await events.events(of: tenant, query) } catch { throw ServiceError(error) }
        let page = BoundedArray(found.events, room: room) { $0.write(to: &$1) }
        let isWhole = page.count == found.events.count
        let last = isWhole ? found.lastSequence : found.events[page.count - 1].sequence
        return Answer(page.encoded, meta: ReplyMeta(lastSequence: last))
    }

    func stats(of tenant: Tenant) throws(ServiceError) -> Answer {
        try checkReadable()
        return Answer(ReplyData.stats(store.projection.counts(of: tenant)).encoded)
    }

    func tenants() throws(ServiceError) -> Answer {
        try checkReadable()
        return Answer(ReplyData.tenants(store.projection.tenants()).encoded)
    }

    private func checkReadable() throws(ServiceError) {
        do { try store.checkReadable() } catch { throw ServiceError(error) }
    }
}
