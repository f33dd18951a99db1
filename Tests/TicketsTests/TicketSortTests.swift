import Testing
import Tickets

@Suite("Lists have exactly one order")
struct TicketSortTests {
    @Test(
        "Each field, ascending",
        arguments: [
            (.createdAt, [1, 2, 3, 4]), (.updatedAt, [3, 1, 2, 4]), (.priority, [2, 4, 1, 3]),
            (.status, [4, 1, 3, 2]), (.title, [3, 4, 1, 2]),
        ] as [(SortField, [Int])])
    func order(field: SortField, expected: [Int]) throws {
        let tickets = [
            try sample(1, title: "b", priority: .high, status: .inProgress, updated: 5000),
            try sample(2, title: "\u{e9}", priority: .low, status: .closed, updated: 5000),
            try sample(3, title: "A", priority: .critical, status: .inProgress, updated: 1000),
            try sample(4, title: "a", priority: .low, status: .open, updated: 9000),
        ]
        for shuffled in [tickets, tickets.reversed(), [tickets[2], tickets[0], tickets[3], tickets[1]]] {
            let ascending = TicketSort(field: field, order: .ascending)
            let descending = TicketSort(field: field, order: .descending)
            let numbers = ascending.sorted(shuffled).map { Int($0.createdAt.milliseconds / 1000) }
            #expect(numbers == expected)
            #expect(shuffled.sorted(by: ascending.areInOrder) == ascending.sorted(shuffled))
            #expect(descending.sorted(shuffled) == ascending.sorted(shuffled).reversed())
            #expect(shuffled.sorted(by: descending.areInOrder) == descending.sorted(shuffled))
        }
    }
}
