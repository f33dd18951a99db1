import Tickets

/// The rows of a tenant by number, as a sort by one field sees them.
struct RowComparison {
    let rows: ChunkedArray<TicketRow>
    let field: SortField

    /// Whether a row stands before another one in ascending order.
    func precedes(_ left: UInt32, _ right: UInt32) -> Bool {
        let (left, right) = (rows[Int(left)], rows[Int(right)])
        switch field {
        case .createdAt: return (left.createdAt, left.id) < (right.createdAt, right.id)
        case .updatedAt: return (left.changedAt, left.id) < (right.changedAt, right.id)
        case .priority: return (left.priority.rank, left.id) < (right.priority.rank, right.id)
        case .status: return (left.status.rank, left.id) < (right.status.rank, right.id)
        case .title:
            let order = TicketBody.compareTitles(left.body, right.body)
            return order == 0 ? left.id < right.id : order < 0
        }
    }

    /// Whether a row stands before a place in ascending order.
    func precedes(_ row: UInt32, _ key: SortKey) -> Bool {
        switch key.value {
        case .time, .rank: return (number(of: row), rows[Int(row)].id) < (key.number, key.id)
        case .text(let text):
            let title = TicketBody.foldedTitle(rows[Int(row)].body)
            return title == text
                ? rows[Int(row)].id < key.id : title.lexicographicallyPrecedes(text)
        }
    }

    /// Whether a row stands behind a place in ascending order.
    func follows(_ row: UInt32, _ key: SortKey) -> Bool {
        !precedes(row, key) && !isAt(row, key)
    }

    private func isAt(_ row: UInt32, _ key: SortKey) -> Bool {
        guard rows[Int(row)].id == key.id else { return false }
        if case .text(let text) = key.value { return TicketBody.foldedTitle(rows[Int(row)].body) == text }
        return number(of: row) == key.number
    }

    /// The field's value where it is a number.
    private func number(of row: UInt32) -> Int64 {
        let row = rows[Int(row)]
        return switch field {
        case .createdAt: row.createdAt.milliseconds
        case .updatedAt: row.changedAt.milliseconds
        case .priority: Int64(row.priority.rank)
        case .status: Int64(row.status.rank)
        case .title: 0
        }
    }
}
