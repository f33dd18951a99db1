import Tickets

/// A place in a list's order: the value of the sort's field, and the id.
struct SortKey: Sendable {
    enum Value: Sendable {
        case time(Timestamp)
        case rank(Int)
        /// A title, folded.
        case text([UInt8])
    }

    let value: Value
    let id: TicketID

    /// The place of a row.
    init(of row: TicketRow, by field: SortField) {
        id = row.id
        value =
            switch field {
            case .createdAt: .time(row.createdAt)
            case .updatedAt: .time(row.changedAt)
            case .priority: .rank(row.priority.rank)
            case .status: .rank(row.status.rank)
            case .title: .text(TicketBody.foldedTitle(row.body))
            }
    }

    /// The place of a ticket whose field is written like that; `nil` when it cannot be.
    init?(_ id: TicketID, _ field: SortField, _ text: String) {
        let value: Value? =
            switch field {
            case .createdAt, .updatedAt: Int64(text).map { .time(Timestamp(milliseconds: $0)) }
            case .priority: Priority(rawValue: text).map { .rank($0.rank) }
            case .status: Status(rawValue: text).map { .rank($0.rank) }
            case .title: .text(Array(text.lowercased().utf8))
            }
        guard let value else { return nil }
        self.id = id
        self.value = value
    }
}

extension SortKey {
    /// The value where it is a number.
    var number: Int64 {
        switch value {
        case .time(let time): time.milliseconds
        case .rank(let rank): Int64(rank)
        case .text: 0
        }
    }
}
