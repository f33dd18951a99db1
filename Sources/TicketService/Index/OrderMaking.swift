import Tickets

/// An order that is being made from rows as they were at one moment.
struct OrderMaking: Sendable {
    /// A row with what decides about its place.
    private struct Item {
        let key: Int64
        let id: TicketID
        let row: UInt32
    }

    let number: Int
    let comparison: RowComparison
    let alive: Bitmap

    /// The rows in their order.
    func sorted() -> [UInt32] {
        if comparison.field == .title {
            var order = TitleOrder(comparison, alive)
            return order.sorted()
        }
        var items: [Item] = []
        items.reserveCapacity(alive.count)
        alive.forEach { number in
            let row = comparison.rows[number]
            items.append(
                Item(key: SortKey(of: row, by: comparison.field).number, id: row.id, row: UInt32(number)))
        }
        items.sort { $0.key == $1.key ? $0.id < $1.id : $0.key < $1.key }
        return items.map(\.row)
    }
}
