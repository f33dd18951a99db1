import Testing
import TicketService
import TicketWire
import Tickets

@Suite("Tickets are listed, counted and followed")
struct ReadTests {
    let desk: Desk

    init() throws { desk = try Desk() }

    private func titles(_ query: ListQuery) async throws -> [String] {
        try await desk.ask(.list(query)).tickets().map(\.title)
    }

    /// All pages of a list by cursor.
    private func pages(_ query: ListQuery, replySize: Int = Service.replySize) async throws -> [[Ticket]] {
        var query = query
        var pages: [[Ticket]] = []
        while pages.count < 1000 {
            let reply = try await desk.ask(.list(query), replySize: replySize)
            pages.append(try reply.tickets())
            #expect(reply.meta.offset == pages.dropLast().joined().count)
            guard let cursor = reply.meta.nextCursor else { break }
            query.start = .cursor(cursor)
        }
        return pages
    }

    private func fill(_ count: Int) async throws -> [Ticket] {
        var tickets: [Ticket] = []
        for number in 0..<count {
            if number.isMultiple(of: 3) { desk.clock.advance(by: .milliseconds(7)) }
            tickets.append(
                try await desk.create(
                    "T\(number * 7919 % 100)", priority: Priority.allCases[number % 4],
                    status: Status.allCases[number / 2 % 4]))
        }
        return tickets
    }

    @Test("The newest come first, fifty of them, with what the page is")
    func plain() async throws {
        let tickets = try await fill(60)
        let reply = try await desk.ask(.list(ListQuery()))
        let expected = TicketSort().sorted(tickets)
        #expect(try reply.tickets() == Array(expected.prefix(50)))
        #expect((reply.meta.total, reply.meta.limit, reply.meta.offset) == (60, 50, 0))
        #expect(reply.meta.nextCursor != nil)
        let rest = try await desk.ask(.list(ListQuery(start: .offset(50))))
        #expect(try rest.tickets() == Array(expected.dropFirst(50)))
        #expect((rest.meta.offset, rest.meta.nextCursor) == (50, nil))
        let beyond = try await desk.ask(.list(ListQuery(start: .offset(.max))))
        #expect(try beyond.tickets().isEmpty)
        #expect(beyond.meta.total == 60)
    }

    @Test(
        "Pages by cursor hold every ticket once, in order, whatever the sort",
        arguments: SortField.allCases, SortOrder.allCases)
    func cursor(field: SortField, order: SortOrder) async throws {
        let tickets = try await fill(50)
        let sort = TicketSort(field: field, order: order)
        let pages = try await pages(ListQuery(sort: sort, limit: 7))
        #expect(pages.count == 8)
        #expect(Array(pages.joined()) == sort.sorted(tickets))
    }

    @Test("A cursor goes on at its place when the ticket there was deleted or moved")
    func cursorSurvivesChanges() async throws {
        let tickets = TicketSort().sorted(try await fill(10))
        let first = try await desk.ask(.list(ListQuery(limit: 4)))
        let cursor = try #require(first.meta.nextCursor)
        _ = try await desk.ask(.delete(tickets[3].id, ifRevision: nil))
        _ = try await desk.create("new")
        let next = try await desk.ask(.list(ListQuery(limit: 4, start: .cursor(cursor))))
        #expect(try next.tickets() == Array(tickets[4..<8]))
    }

    @Test("A cursor of another query, tenant or of nothing is refused")
    func foreignCursor() async throws {
        _ = try await fill(10)
        let cursor = try #require(try await desk.ask(.list(ListQuery(limit: 4))).meta.nextCursor)
        let start = ListQuery.Start.cursor(cursor)
        for query in [
            ListQuery(filter: TicketFilter(statuses: [.open]), start: start),
            ListQuery(sort: TicketSort(order: .ascending), start: start),
            ListQuery(sort: TicketSort(field: .title), start: start), ListQuery(start: .cursor("x")),
            ListQuery(start: .cursor(String(cursor.dropLast(20)))),
        ] {
            let error = try await desk.ask(.list(query)).failure()
            #expect(error.code == .invalid)
            #expect(error.details.map(\.field) == ["cursor"])
        }
        #expect(
            try await desk.ask(.list(ListQuery(start: start)), of: desk.globex).failure().code == .invalid)
        #expect(try await desk.ask(.list(ListQuery(limit: 2, start: start))).tickets().count == 2)
    }

    @Test("Filters and words narrow the list and its total")
    func filter() async throws {
        try await desk.create("Printer on fire", priority: .high)
        try await desk.create("Paper jam", priority: .high, status: .closed)
        try await desk.create("Fire drill", priority: .low)
        let filters: [(TicketFilter, [String])] = [
            (TicketFilter(words: ["fire"]), ["Fire drill", "Printer on fire"]),
            (TicketFilter(words: ["FIRE", "print"]), ["Printer on fire"]),
            (TicketFilter(statuses: [.open, .resolved]), ["Fire drill", "Printer on fire"]),
            (TicketFilter(priorities: [.high]), ["Paper jam", "Printer on fire"]),
            (TicketFilter(statuses: [.closed], priorities: [.low]), []),
            (TicketFilter(assignee: "lee"), []),
        ]
        for (filter, expected) in filters {
            let query = ListQuery(filter: filter, sort: TicketSort(field: .title, order: .ascending))
            #expect(try await titles(query) == expected)
            #expect(try await desk.ask(.list(query)).meta.total == expected.count)
        }
    }

    @Test("A list never exceeds the largest reply: it ends early")
    func size() async throws {
        for number in 0..<40 {
            let text = String(repeating: "é\n", count: 250)
            _ = try await desk.ask(
                .create(TicketDraft(title: "T\(number)", description: text), requestKey: nil))
        }
        let replySize = 8192
        let body = ServiceRequest(tenant: desk.acme, operation: .list(ListQuery(limit: 1000))).encoded
        let reply = await desk.service.handle(body, replySize: replySize)
        #expect(reply.payload.count <= replySize)
        #expect(reply.payload.count > replySize / 2)
        let pages = try await pages(ListQuery(limit: 1000), replySize: replySize)
        #expect(Set(pages.joined().map(\.id)).count == 40)
        #expect(pages.allSatisfy { !$0.isEmpty })
        // Even a ticket that is larger than the reply should be is given, one a page.
        #expect(try await self.pages(ListQuery(limit: 1000), replySize: 100).count == 40)
    }

    @Test("A history ends early too and goes on at its cursor")
    func longHistory() async throws {
        let id = try await desk.create("0").id
        for number in 1..<30 {
            _ = try await desk.ask(.update(id, TicketPatch(title: "\(number)"), ifRevision: nil))
        }
        var revisions: [Int] = []
        var cursor: String?
        repeat {
            let reply = try await desk.ask(.history(id, cursor: cursor), replySize: 4096)
            revisions += try reply.history().map(\.revision)
            cursor = reply.meta.nextCursor
        } while cursor != nil && revisions.count < 100
        #expect(revisions == Array(1...30))
        #expect(try await desk.ask(.history(id, cursor: "x")).failure().code == .invalid)
    }

    @Test("An update's history says what changed")
    func historyChanges() async throws {
        let id = try await desk.create("a").id
        _ = try await desk.ask(.update(id, TicketPatch(status: .closed, assignee: "lee"), ifRevision: nil))
        let history = try await desk.ask(.history(id, cursor: nil)).history()
        #expect(history[0].changes.isEmpty)
        #expect(
            history[1].changes == [
                FieldChange(field: .status, from: "open", to: "closed"),
                FieldChange(field: .assignee, from: nil, to: "lee"),
            ])
    }

    @Test("Counts of a tenant and of all tenants by name")
    func counts() async throws {
        try await desk.create("a", of: desk.globex, priority: .high)
        let id = try await desk.create("b").id
        try await desk.create("c", status: .closed)
        _ = try await desk.ask(.delete(id, ifRevision: nil))
        let expected = TicketCounts(total: 1, byStatus: [.closed: 1], byPriority: [.medium: 1])
        #expect(try await desk.ask(.stats).data() == .stats(expected))
        let other = TicketCounts(total: 1, byStatus: [.open: 1], byPriority: [.high: 1])
        #expect(
            try await desk.ask(.tenants).data()
                == .tenants([
                    TenantCounts(tenant: desk.acme, counts: expected),
                    TenantCounts(tenant: desk.globex, counts: other),
                ]))
    }

    @Test("A request that needs a newer state waits for it, for a second at most")
    func minimumSequence() async throws {
        let ticket = try await desk.create("a")
        #expect(try await desk.ask(.get(ticket.id), minimumSequence: 1).ticket() == ticket)
        async let waiting = desk.ask(.list(ListQuery()), minimumSequence: 2)
        let newer = try await desk.create("b")
        #expect(try await waiting.tickets().contains(newer))
        let error = try await desk.ask(.get(ticket.id), minimumSequence: 99).failure()
        #expect(error.code == .unavailable)
    }
}
