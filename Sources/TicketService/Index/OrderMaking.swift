import Tickets

/// An order that is being made from rows as they were at one moment.
struct OrderMaking: Sendable {
    /// A row with what decides about most of its neighbours.
    private struct Item {
        let key: UInt64
        let id: TicketID
        let row: UInt32
    }

    let number: Int
    let comparison: RowComparison
    let alive: Bitmap

    /// The rows in their order.
    func sorted() -> [UInt32] {
        let isByTitle = comparison.field == .title
        var items: [Item] = []
        items.reserveCapacity(alive.count)
        alive.forEach { number in
            let row = comparison.rows[number]
            items.append(Item(key: key(row), id: row.id, row: UInt32(number)))
        }
        items.sort { left, right in
            if left.key != right.key { return left.key < right.key }
            return isByTitle ? comparison.precedes(left.row, right.row) : left.id < right.id
        }
        return items.map(\.row)
    }

    /// Of two rows with different keys that with the smaller one comes first.
    private func key(_ row: TicketRow) -> UInt64 {
        switch SortKey(of: row, by: comparison.field).value {
        case .time(let time): UInt64(bitPattern: time.milliseconds) ^ 1 << 63
        case .rank(let rank): UInt64(rank)
        case .text(let text):
            (0..<8).reduce(0) { $0 << 8 | UInt64($1 < text.count ? text[$1] : 0) }
        }
    }
}
