import Tickets

/// Puts rows in the order of their titles, eight bytes of the titles at a time, so that few titles are looked
/// at often.
struct TitleOrder {
    private struct Item {
        var key: UInt64 = 0
        let row: UInt32
    }

    /// Some rows whose titles are the same up to a place.
    private struct Run {
        let range: Range<Int>
        let depth: Int
    }

    /// Fewer rows are compared title by title.
    private static let few = 8
    /// How many bytes of a title a key holds.
    private static let keySize = 8

    private let comparison: RowComparison
    private var items: [Item] = []
    private var runs: [Run] = []

    init(_ comparison: RowComparison, _ rows: Bitmap) {
        self.comparison = comparison
        items.reserveCapacity(rows.count)
        rows.forEach { items.append(Item(row: UInt32($0))) }
    }

    /// The rows in their order.
    mutating func sorted() -> [UInt32] {
        runs = [Run(range: items.indices, depth: 0)]
        while let run = runs.popLast() { sort(run) }
        return items.map(\.row)
    }

    private mutating func sort(_ run: Run) {
        let comparison = comparison
        if run.range.count <= Self.few {
            return sort(run.range) { comparison.precedes($0.row, $1.row) }
        }
        for index in run.range {
            items[index].key = TicketBody.titleKey(comparison.rows[Int(items[index].row)].body, at: run.depth)
        }
        sort(run.range) { $0.key < $1.key }
        var start = run.range.lowerBound
        for index in run.range
        where index + 1 == run.range.upperBound || items[index + 1].key != items[index].key {
            if index > start { refine(start..<index + 1, run.depth) }
            start = index + 1
        }
    }

    /// Of rows with the same key, those with the same title go by their ids, the others by what follows.
    private mutating func refine(_ range: Range<Int>, _ depth: Int) {
        // No title holds a zero: it has ended there.
        if items[range.lowerBound].key & 0xFF == 0 {
            let rows = comparison.rows
            sort(range) { rows[Int($0.row)].id < rows[Int($1.row)].id }
        } else {
            runs.append(Run(range: range, depth: depth + Self.keySize))
        }
    }

    private mutating func sort(_ range: Range<Int>, _ precedes: (Item, Item) -> Bool) {
        unsafe items.withUnsafeMutableBufferPointer { items in
            var part = unsafe UnsafeMutableBufferPointer(rebasing: items[range])
            unsafe part.sort(by: precedes)
        }
    }
}
