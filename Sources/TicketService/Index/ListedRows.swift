import Tickets

/// The rows of a list: those of an order that are shown.
struct ListedRows {
    let order: RowOrder
    /// `nil`: all.
    let shown: Bitmap?
    let comparison: RowComparison
    let isReversed: Bool
    /// How many rows are shown.
    let total: Int

    init(order: RowOrder, shown: Bitmap?, comparison: RowComparison, isReversed: Bool) {
        self.order = order
        self.shown = shown
        self.comparison = comparison
        self.isReversed = isReversed
        total = shown?.count ?? order.count
    }

    /// Where a page begins.
    ///
    /// - Returns: a rank in the order, and how many of the rows shown from there on stand before the page.
    func start(_ start: ListQuery.Start, _ cursor: ListCursor?) -> (rank: Int, skipped: Int) {
        if let key = cursor?.key {
            if isReversed { return (order.count - order.rank { !comparison.precedes($0, key) }, 0) }
            return (order.rank { comparison.follows($0, key) }, 0)
        }
        guard case .offset(let offset) = start else { return (0, 0) }
        return shown == nil ? (min(offset, total), 0) : (0, min(offset, total))
    }

    /// Calls the body with the rows of a page until it says that it has enough.
    func visit(from rank: Int, skipping skipped: Int, _ body: (Int) -> Bool) {
        if skipped == total { return }
        guard let shown else {
            return order.visit(from: rank, isReversed: isReversed) { body(Int($0)) }
        }
        var skipped = skipped
        order.visit(from: rank, isReversed: isReversed) { row in
            guard shown.contains(Int(row)) else { return true }
            if skipped > 0 {
                skipped -= 1
                return true
            }
            return body(Int(row))
        }
    }

    /// How many of the rows shown stand before a page.
    func offset(rank: Int, skipping skipped: Int) -> Int {
        guard let shown, rank > 0 else { return rank + skipped }
        var count = 0
        var rest = rank
        order.visit(from: 0, isReversed: isReversed) { row in
            if rest == 0 { return false }
            rest -= 1
            if shown.contains(Int(row)) { count += 1 }
            return true
        }
        return count + skipped
    }
}
