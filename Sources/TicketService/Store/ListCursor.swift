import Tickets

/// A cursor that cannot be used: its text is no cursor, or it belongs to another tenant, filter or order.
struct CursorError: Error, Sendable, Hashable {}

/// Where a page of a list ended: the last ticket's place in the list's order, and a fingerprint of the
/// place and the query.
///
/// Any instance can read it, also after that ticket was changed or deleted. As text: hexadecimal digits.
struct ListCursor {
    /// A ticket that stands where the last one stood; only its id and the sort field's value are real.
    let ticket: Ticket
    private let fingerprint: UInt64
    private let key: String

    /// The cursor behind a ticket.
    init(after ticket: Ticket, of query: ListQuery, _ tenant: Tenant) {
        self.ticket = ticket
        let key =
            switch query.sort.field {
            case .createdAt: String(ticket.createdAt.milliseconds)
            case .updatedAt: String(ticket.updatedAt.milliseconds)
            case .priority: ticket.priority.rawValue
            case .status: ticket.status.rawValue
            case .title: ticket.title
            }
        self.key = key
        fingerprint = ListCursor.fingerprint(query, tenant, ticket.id, key)
    }

    /// Reads a cursor.
    ///
    /// - Throws: `CursorError`.
    init(_ text: String, for query: ListQuery, of tenant: Tenant) throws(CursorError) {
        guard let bytes = Hexadecimal.decode(text), bytes.count > 24, let id = TicketID(bytes: bytes[8..<24]),
            let key = String(validating: bytes[24...], as: UTF8.self)
        else { throw CursorError() }
        fingerprint = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
        guard fingerprint == ListCursor.fingerprint(query, tenant, id, key),
            let ticket = ListCursor.ticket(id, tenant, query.sort.field, key)
        else { throw CursorError() }
        self.ticket = ticket
        self.key = key
    }

    /// What `init` reads.
    var text: String {
        var bytes: [UInt8] = []
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: fingerprint >> shift))
        }
        bytes += ticket.id.bytes
        bytes += Array(key.utf8)
        return Hexadecimal.encode(bytes)
    }

    private static func ticket(
        _ id: TicketID, _ tenant: Tenant, _ field: SortField, _ key: String
    ) -> Ticket? {
        let epoch = Timestamp(milliseconds: 0)
        var ticket = Ticket(id: id, tenant: tenant, title: "", createdAt: epoch, updatedAt: epoch)
        switch field {
        case .createdAt, .updatedAt:
            guard let milliseconds = Int64(key) else { return nil }
            let time = Timestamp(milliseconds: milliseconds)
            return Ticket(id: id, tenant: tenant, title: "", createdAt: time, updatedAt: time)
        case .priority:
            guard let priority = Priority(rawValue: key) else { return nil }
            ticket.priority = priority
        case .status:
            guard let status = Status(rawValue: key) else { return nil }
            ticket.status = status
        case .title: ticket.title = key
        }
        return ticket
    }

    /// The same for the same tenant, filter, order and place in every process (FNV-1a, 64 bits).
    private static func fingerprint(
        _ query: ListQuery, _ tenant: Tenant, _ id: TicketID, _ key: String
    ) -> UInt64 {
        let filter = query.filter
        var parts = [id.description, key, tenant.name, query.sort.field.rawValue, query.sort.order.rawValue]
        parts.append(filter.statuses.map(\.rawValue).sorted().joined(separator: ","))
        parts.append(filter.priorities.map(\.rawValue).sorted().joined(separator: ","))
        parts.append(filter.assignee?.lowercased() ?? "")
        parts += filter.words.map { $0.lowercased() }.sorted()
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in parts.joined(separator: "\u{0}").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }
}
