import Screen
import Tickets

/// The columns of the list of tickets.
public enum TicketColumn: String, Sendable, Hashable, CaseIterable {
    case title, status, priority, assignee, age, id

    static let all: [Column<TicketColumn>] = [
        Column(.title, minimum: 14, comfort: 26, ideal: 40, grows: true, importance: 100),
        Column(.status, minimum: 11, ideal: 11, importance: 90),
        Column(.priority, minimum: 8, ideal: 8, importance: 80),
        Column(.assignee, minimum: 8, ideal: 14, importance: 45),
        Column(.age, minimum: 7, ideal: 7, importance: 60),
        Column(.id, minimum: 8, ideal: 8, importance: 10),
    ]

    func name(_ sort: TicketSort) -> String {
        switch self {
        case .title: "TITLE"
        case .status: "STATUS"
        case .priority: "PRIORITY"
        case .assignee: "ASSIGNEE"
        case .age: sort.field == .updatedAt ? "UPDATED" : "AGE"
        case .id: "ID"
        }
    }

    func isSorted(by field: SortField) -> Bool {
        switch field {
        case .title: self == .title
        case .status: self == .status
        case .priority: self == .priority
        case .createdAt, .updatedAt: self == .age
        }
    }
}
