import Tickets

/// Which rows have which status, priority and assignee, and how many there are of each.
struct TicketFacets: Sendable {
    /// The rows whose ticket is there.
    private(set) var alive = Bitmap()
    private var byStatus = Array(repeating: Bitmap(), count: Status.allCases.count)
    private var byPriority = Array(repeating: Bitmap(), count: Priority.allCases.count)
    private var statusCounts = Array(repeating: 0, count: Status.allCases.count)
    private var priorityCounts = Array(repeating: 0, count: Priority.allCases.count)
    /// The number of each row's assignee; 0: nobody.
    private var assignees = ChunkedArray<UInt32>()
    /// The numbers of the names, folded.
    private var names: [String: UInt32] = [:]
    /// How many tickets are there.
    private(set) var total = 0

    /// A ticket is there in a row.
    mutating func insert(_ number: Int, _ row: TicketRow, _ assignee: String?) {
        alive.insert(number)
        byStatus[row.status.rank].insert(number)
        byPriority[row.priority.rank].insert(number)
        statusCounts[row.status.rank] += 1
        priorityCounts[row.priority.rank] += 1
        total += 1
        while assignees.count <= number { assignees.append(0) }
        let name = assignee.map { self.number(of: $0.lowercased()) } ?? 0
        if assignees[number] != name { assignees[number] = name }
    }

    private mutating func number(of name: String) -> UInt32 {
        if let number = names[name] { return number }
        let number = UInt32(names.count + 1)
        names[name] = number
        return number
    }

    /// The ticket of a row is not there any more, or not as it was.
    mutating func remove(_ number: Int, _ row: TicketRow) {
        alive.remove(number)
        byStatus[row.status.rank].remove(number)
        byPriority[row.priority.rank].remove(number)
        statusCounts[row.status.rank] -= 1
        priorityCounts[row.priority.rank] -= 1
        total -= 1
    }

    /// The same counts as the wire has them.
    var counts: TicketCounts {
        TicketCounts(
            total: total,
            byStatus: Dictionary(uniqueKeysWithValues: Status.allCases.map { ($0, statusCounts[$0.rank]) }),
            byPriority: Dictionary(
                uniqueKeysWithValues: Priority.allCases.map { ($0, priorityCounts[$0.rank]) }))
    }

    /// The rows that a filter shows, its words left aside.
    func rows(_ filter: TicketFilter) -> Bitmap {
        if filter.matchesNothing { return Bitmap() }
        var rows = alive
        if !filter.statuses.isEmpty {
            rows.formIntersection(union(filter.statuses.map { byStatus[$0.rank] }))
        }
        if !filter.priorities.isEmpty {
            rows.formIntersection(union(filter.priorities.map { byPriority[$0.rank] }))
        }
        if let assignee = filter.assignee { rows.formIntersection(self.rows(of: assignee)) }
        for assignee in filter.excludedAssignees { rows.subtract(self.rows(of: assignee)) }
        return rows
    }

    private func union(_ sets: [Bitmap]) -> Bitmap {
        var rows = Bitmap()
        for set in sets { rows.formUnion(set) }
        return rows
    }

    private func rows(of assignee: String) -> Bitmap {
        guard let wanted = names[assignee.lowercased()] else { return Bitmap() }
        var rows = Bitmap(below: assignees.count)
        assignees.forEachChunk { first, numbers in
            for index in numbers.indices where numbers[index] == wanted { rows.insert(first + index) }
        }
        return rows
    }
}
