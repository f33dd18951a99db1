import Screen
import Tickets

/// The columns of the list of tickets.
enum TicketColumn: Sendable, Hashable {
    case title, status, priority, assignee, created, updated, id

    /// The columns; the time that the list is sorted by is the last to go.
    static func columns(for sort: TicketSort) -> [Column<TicketColumn>] {
        let isByUpdate = sort.field == .updatedAt
        return [
            Column(.title, minimum: 14, comfort: 26, ideal: 40, grows: true, importance: 100),
            Column(.status, minimum: 11, ideal: 11, importance: 90),
            Column(.priority, minimum: 8, ideal: 8, importance: 80),
            Column(.assignee, minimum: 8, ideal: 14, importance: 45),
            Column(.created, minimum: 7, ideal: 7, importance: isByUpdate ? 30 : 60),
            Column(.updated, minimum: 7, comfort: 15, ideal: 8, importance: isByUpdate ? 60 : 30),
            Column(.id, minimum: 8, ideal: 8, importance: 10),
        ]
    }

    var name: String {
        switch self {
        case .title: "TITLE"
        case .status: "STATUS"
        case .priority: "PRIORITY"
        case .assignee: "ASSIGNEE"
        case .created: "AGE"
        case .updated: "UPDATED"
        case .id: "ID"
        }
    }

    func isSorted(by field: SortField) -> Bool {
        switch field {
        case .title: self == .title
        case .status: self == .status
        case .priority: self == .priority
        case .createdAt: self == .created
        case .updatedAt: self == .updated
        }
    }
}
