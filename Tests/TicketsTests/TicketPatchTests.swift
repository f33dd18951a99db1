import Testing
import Tickets

@Suite("Changes to a ticket")
struct TicketPatchTests {
    @Test("A change is one revision on, at a time that never goes back")
    func change() throws {
        let ticket = try sample(9, title: "a", assignee: "lee")
        let patch = try TicketPatch(title: " b ", status: .closed, assignee: "")
        let changed = try #require(patch.applied(to: ticket, at: Timestamp(milliseconds: 1)))
        #expect(changed.title == "b")
        #expect(changed.assignee == nil)
        #expect(changed.revision == 2)
        #expect(changed.updatedAt == ticket.updatedAt)
        #expect(
            ticket.changes(to: changed) == [
                FieldChange(field: .title, from: "a", to: "b"),
                FieldChange(field: .status, from: "open", to: "closed"),
                FieldChange(field: .assignee, from: "lee", to: nil),
            ])
    }

    @Test("What changes nothing is no change; another normalisation is one")
    func same() throws {
        let ticket = try sample(1, title: "caf\u{e9}", assignee: "lee")
        let now = Timestamp(milliseconds: 99_000)
        #expect(
            try TicketPatch(title: "caf\u{e9} ", status: .open, assignee: "lee").applied(to: ticket, at: now)
                == nil)
        #expect(try TicketPatch().applied(to: ticket, at: now) == nil)
        #expect(try TicketPatch(title: "cafe\u{301}").applied(to: ticket, at: now)?.revision == 2)
    }

    @Test("Counts follow the tickets")
    func counts() throws {
        var counts = TicketCounts()
        let first = try sample(1, priority: .high)
        let second = try sample(2, priority: .high, status: .closed)
        counts.add(first)
        counts.add(second)
        #expect(
            (counts.total, counts[Status.open], counts[Status.closed], counts[Priority.high]) == (2, 1, 1, 2))
        counts.remove(first)
        counts.remove(second)
        #expect(counts == TicketCounts())
    }
}
