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

    /// How many revisions are read first, when their size is not known.
    private static let firstRevisions = 16

    /// The revisions behind the cursor, which is a revision's number; no more of them are read than fit,
    /// about.
    func history(
        _ id: TicketID, of tenant: Tenant, cursor: String?, room: Int
    ) async throws(ServiceError) -> Answer {
        try checkReadable()
        var last = try revision(ofCursor: cursor)
        var next: Int? = last
        var page = BoundedArray(room: room)
        var meta = ReplyMeta()
        while let position = next, meta.nextCursor == nil {
            let wanted = page.count == 0 ? Self.firstRevisions : page.countThatFits + 1
            let piece = try await history(id, of: tenant, after: position, atMost: wanted)
            for change in piece.changes {
                guard page.add({ change.write(to: &$0) }) else {
                    meta.nextCursor = String(last)
                    break
                }
                last = change.revision
            }
            next = piece.next
        }
        if page.count == 0 { try await checkThatThereWas(id, in: tenant) }
        return Answer(page.encoded, meta: meta)
    }

    private func revision(ofCursor cursor: String?) throws(ServiceError) -> Int {
        guard let cursor, !cursor.isEmpty else { return 0 }
        // Nobody changes a ticket more often than that.
        guard let number = Int(cursor), (0...Int(UInt32.max)).contains(number) else {
            let violation = FieldViolation(field: "cursor", message: "is not a cursor of this service")
            throw ServiceError(violations: [violation])
        }
        return number
    }

    private func history(
        _ id: TicketID, of tenant: Tenant, after revision: Int, atMost wanted: Int
    ) async throws(ServiceError) -> HistoryPiece {
        do { return try await store.history(of: id, in: tenant, after: revision, atMost: wanted) } catch {
            throw ServiceError(error)
        }
    }

    /// - Throws: 404 when there never was such a ticket, as far as is known.
    private func checkThatThereWas(_ id: TicketID, in tenant: Tenant) async throws(ServiceError) {
        let latest: TicketChange?
        do { latest = try await store.latestChange(of: id, in: tenant) } catch { throw ServiceError(error) }
        if latest == nil { throw .noSuchTicket }
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
