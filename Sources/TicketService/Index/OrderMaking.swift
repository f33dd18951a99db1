/// An order that is being made from rows as they were at one moment.
struct OrderMaking: Sendable {
    let number: Int
    let comparison: RowComparison
    let alive: Bitmap

    /// The rows in their order.
    func sorted() -> [UInt32] {
        var rows: [UInt32] = []
        rows.reserveCapacity(alive.count)
        alive.forEach { rows.append(UInt32($0)) }
        rows.sort { comparison.precedes($0, $1) }
        return rows
    }
}
