/// How many tickets there are, in all and by status and priority.
public struct TicketCounts: Sendable, Hashable {
    /// All tickets counted.
    public private(set) var total: Int
    private var byStatus: [Status: Int]
    private var byPriority: [Priority: Int]

    /// No ticket counted yet.
    public init() {
        total = 0
        byStatus = [:]
        byPriority = [:]
    }

    /// Counts that were made elsewhere.
    public init(total: Int, byStatus: [Status: Int], byPriority: [Priority: Int]) {
        self.total = total
        self.byStatus = byStatus.filter { $0.value != 0 }
        self.byPriority = byPriority.filter { $0.value != 0 }
    }

    /// The tickets with that status.
    public subscript(status: Status) -> Int { byStatus[status] ?? 0 }

    /// The tickets with that priority.
    public subscript(priority: Priority) -> Int { byPriority[priority] ?? 0 }

    /// Counts one more ticket.
    public mutating func add(_ ticket: Ticket) { count(ticket, 1) }

    /// Counts a ticket no longer.
    public mutating func remove(_ ticket: Ticket) { count(ticket, -1) }

    private mutating func count(_ ticket: Ticket, _ step: Int) {
        total += step
        byStatus[ticket.status, default: 0] += step
        byPriority[ticket.priority, default: 0] += step
        if byStatus[ticket.status] == 0 { byStatus[ticket.status] = nil }
        if byPriority[ticket.priority] == 0 { byPriority[ticket.priority] = nil }
    }
}
