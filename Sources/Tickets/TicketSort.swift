/// What a list is sorted by.
public enum SortField: String, Sendable, Hashable, CaseIterable {
    case createdAt = "created_at"
    case updatedAt = "updated_at"
    case priority, status, title
}

/// In which direction.
public enum SortOrder: String, Sendable, Hashable, CaseIterable {
    case ascending = "asc"
    case descending = "desc"
}

/// The order of a list. Tickets that are equal in the field follow in the order of their ids, so
/// that every list has exactly one order.
public struct TicketSort: Sendable, Hashable {
    public var field: SortField
    public var order: SortOrder

    public init(field: SortField = .createdAt, order: SortOrder = .descending) {
        self.field = field
        self.order = order
    }

    /// Whether the left ticket stands before the right one.
    public func areInOrder(_ left: Ticket, _ right: Ticket) -> Bool {
        switch order {
        case .ascending: TicketSort.precedes(left, right, by: field)
        case .descending: TicketSort.precedes(right, left, by: field)
        }
    }

    /// The tickets in this order.
    public func sorted(_ tickets: [Ticket]) -> [Ticket] {
        guard field == .title else { return tickets.sorted(by: areInOrder) }
        // Each title is folded once and not with each comparison.
        let folded = tickets.map { (title: Array($0.title.lowercased().utf8), ticket: $0) }
        let ascending = folded.sorted { left, right in
            left.title == right.title
                ? left.ticket.id < right.ticket.id : left.title.lexicographicallyPrecedes(right.title)
        }
        let tickets = ascending.map(\.ticket)
        return order == .ascending ? tickets : tickets.reversed()
    }

    private static func precedes(_ left: Ticket, _ right: Ticket, by field: SortField) -> Bool {
        switch field {
        case .createdAt: (left.createdAt, left.id) < (right.createdAt, right.id)
        case .updatedAt: (left.updatedAt, left.id) < (right.updatedAt, right.id)
        case .priority: (left.priority, left.id) < (right.priority, right.id)
        case .status: (left.status, left.id) < (right.status, right.id)
        case .title: titlePrecedes(left, right)
        }
    }

    /// By Unicode code point, case-folded: the order of the UTF-8 bytes is that of the code points.
    private static func titlePrecedes(_ left: Ticket, _ right: Ticket) -> Bool {
        let (leftTitle, rightTitle) = (left.title.lowercased(), right.title.lowercased())
        if leftTitle.utf8.elementsEqual(rightTitle.utf8) { return left.id < right.id }
        return leftTitle.utf8.lexicographicallyPrecedes(rightTitle.utf8)
    }
}
