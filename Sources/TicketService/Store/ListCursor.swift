import Tickets

/// A cursor that cannot be used: its text is no cursor, or it belongs to another tenant, filter or order.
struct CursorError: Error, Sendable, Hashable {}

/// Where a page of a list ended: the last ticket's place in the list's order, and a fingerprint of the
/// place and the query.
///
/// Any instance can read it, also after that ticket was changed or deleted. As text: hexadecimal digits.
struct ListCursor {
    /// The place where the last ticket stood.
    let key: SortKey
    private let fingerprint: UInt64
    private let field: String

    /// The cursor behind a ticket.
    init(after row: TicketRow, of query: ListQuery, _ tenant: Tenant) {
        key = SortKey(of: row, by: query.sort.field)
        field =
            switch query.sort.field {
            case .createdAt: String(row.createdAt.milliseconds)
            case .updatedAt: String(row.changedAt.milliseconds)
            case .priority: row.priority.rawValue
            case .status: row.status.rawValue
            case .title: TicketBody.title(row.body)
            }
        fingerprint = ListCursor.fingerprint(query, tenant, row.id, field)
    }

    /// Reads a cursor.
    ///
    /// - Throws: `CursorError`.
    init(_ text: String, for query: ListQuery, of tenant: Tenant) throws(CursorError) {
        guard let bytes = Hexadecimal.decode(text), bytes.count > 24, let id = TicketID(bytes: bytes[8..<24]),
            let field = String(validating: bytes[24...], as: UTF8.self)
        else { throw CursorError() }
        fingerprint = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
        guard fingerprint == ListCursor.fingerprint(query, tenant, id, field),
            let key = SortKey(id, query.sort.field, field)
        else { throw CursorError() }
        self.key = key
        self.field = field
    }

    /// What `init` reads.
    var text: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(24 + field.utf8.count)
        for half in [fingerprint, key.id.high, key.id.low] {
            for shift in stride(from: UInt64(56), through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: half >> shift))
            }
        }
        bytes.append(contentsOf: field.utf8)
        return Hexadecimal.encode(bytes)
    }

    /// The same for the same tenant, filter, order and place in every process.
    private static func fingerprint(
        _ query: ListQuery, _ tenant: Tenant, _ id: TicketID, _ field: String
    ) -> UInt64 {
        let filter = query.filter
        var print = Fingerprint()
        print.add(id.high)
        print.add(id.low)
        print.add(field)
        print.add(tenant.name)
        print.add(query.sort.field.rawValue)
        print.add(query.sort.order.rawValue)
        print.add(filter.statuses.reduce(0) { $0 | 1 << UInt64($1.rank) })
        print.add(filter.priorities.reduce(0) { $0 | 1 << UInt64($1.rank) })
        print.add(filter.assignee?.lowercased() ?? "")
        for word in filter.words.map({ $0.lowercased() }).sorted() { print.add(word) }
        return print.value
    }
}

/// A number that is the same for the same parts (FNV-1a, 64 bits).
private struct Fingerprint {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    private mutating func add(byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }

    mutating func add(_ text: String) {
        for byte in text.utf8 { add(byte: byte) }
        add(byte: 0)
    }

    mutating func add(_ number: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            add(byte: UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}
