import LogLines
import JSON
import Testing
import TicketWire
import Tickets

@testable import TicketService

@Suite("Lists are what a simple model says, however many tickets there are")
struct ListingTests {
    private func tickets(
        _ query: ListQuery, _ projection: Projection, _ tenant: Tenant, size: Int = 1_000_000
    ) throws -> (page: ListPage, tickets: [Ticket]) {
        var writer = JSONWriter()
        let page = try projection.page(query, of: tenant, size: size, to: &writer)
        let array = try #require(try JSONValue(parsing: writer.bytes).array)
        return (page, try array.map { try Ticket(decoding: $0) })
    }

    private func compare(
        _ desk: inout RandomDesk, _ model: ListModel, _ projection: Projection
    ) throws {
        var query = desk.query(model)
        let expected = model.list(query)
        let offset = Int.random(in: 0...(expected.count + 3), using: &desk.random)
        query.start = .offset(offset)
        let first = try tickets(query, projection, desk.tenant)
        #expect(first.tickets == Array(expected.dropFirst(offset).prefix(query.limit)), "\(query)")
        #expect(first.page.total == expected.count)
        #expect(first.page.offset == min(offset, expected.count))
        #expect((first.page.nextCursor == nil) == (offset + query.limit >= expected.count))
        guard let cursor = first.page.nextCursor else { return }
        query.start = .cursor(cursor)
        let second = try tickets(query, projection, desk.tenant)
        #expect(
            second.tickets == Array(expected.dropFirst(offset + query.limit).prefix(query.limit)), "\(query)")
        #expect(second.page.offset == offset + query.limit)
    }

    @Test("Random changes and questions, with an index and without", arguments: 0..<4 as Range<UInt64>)
    func random(seed: UInt64) throws {
        var desk = try RandomDesk(seed: seed)
        var model = ListModel()
        // Half of the runs begin with more tickets than are looked at one by one.
        let before = seed.isMultiple(of: 2) ? 0 : TenantTickets.indexedCount + 500
        let projection = Projection(retention: Retention(deletedTicketsPerTenant: 40), clock: systemTime)
        var sequence: UInt64 = 0
        for step in 0..<before + 1500 {
            let change = step < before ? desk.creation() : desk.change(model)
            model.take(change)
            sequence += 1
            projection.apply(TicketRecord(change), sequence: sequence)
            guard step >= before, step % (before > 0 ? 30 : 5) == 0 else { continue }
            try compare(&desk, model, projection)
        }
        let counts = projection.counts(of: desk.tenant)
        #expect(counts.total == model.alive.count)
        for status in Status.allCases {
            #expect(counts[status] == model.alive.values.count { $0.status == status })
        }
        for (id, ticket) in model.alive {
            #expect(projection.entry(id, of: desk.tenant)?.latest?.ticket == ticket)
        }
    }

    @Test("Changed texts leave the index, which is made anew when many did")
    func renewal() throws {
        var desk = try RandomDesk(seed: 9)
        let projection = Projection(clock: systemTime)
        var tickets: [Ticket] = []
        for _ in 0..<3000 {
            let change = desk.creation()
            tickets.append(change.ticket)
            projection.apply(TicketRecord(change), sequence: 1)
        }
        var query = ListQuery(filter: TicketFilter(words: ["marked"]), limit: 1)
        #expect(try self.tickets(query, projection, desk.tenant).page.total == 0)
        // More than once round, so that the index is renewed twice at least.
        for step in 0..<6500 {
            var ticket = tickets[step % 3000]
            ticket.revision += 1
            ticket.title = step % 2 == 0 ? "Marked \(step)" : "plain \(step)"
            tickets[step % 3000] = ticket
            let change = TicketChange(
                action: .update, ticket: ticket, revision: ticket.revision, actor: nil, at: ticket.updatedAt)
            projection.apply(TicketRecord(change), sequence: 1)
            guard step % 500 == 0 else { continue }
            let marked = tickets.count { $0.title.hasPrefix("Marked") }
            #expect(try self.tickets(query, projection, desk.tenant).page.total == marked)
        }
        query.filter.words = ["marked", "6498"]
        #expect(try self.tickets(query, projection, desk.tenant).tickets.map(\.title) == ["Marked 6498"])
        query.filter.words = ["in 6499"]
        #expect(try self.tickets(query, projection, desk.tenant).page.total == 1)
    }

    @Test("A common part of a word is found in all texts, a rare one among them too")
    func commonParts() throws {
        var desk = try RandomDesk(seed: 3)
        let projection = Projection(clock: systemTime)
        for number in 0..<6000 {
            var change = desk.creation()
            var ticket = change.ticket
            ticket.title = "t\(number)e"
            ticket.description = (0..<12).map { "we\($0 * number % 97)e" }.joined(separator: " ")
            change = TicketChange(action: .create, ticket: ticket, revision: 1, actor: nil, at: change.at)
            projection.apply(TicketRecord(change), sequence: 1)
        }
        for (word, total) in [
            ("e", 6000), ("E", 6000), ("w", 6000), ("t5999", 1), ("t59", 111), ("we96e", 61),
        ] {
            let query = ListQuery(filter: TicketFilter(words: [word]), limit: 1)
            let expected = word == "we96e" ? nil : total
            let found = try tickets(query, projection, desk.tenant).page.total
            if let expected { #expect(found == expected, "\(word)") } else { #expect(found > 0) }
        }
    }

    @Test("Many tickets have every order made before somebody asks, few have not")
    func preparedOrders() throws {
        var desk = try RandomDesk(seed: 6)
        let projection = Projection(clock: systemTime)
        let query = ListQuery(sort: TicketSort(field: .title))
        func fill(_ count: Int) {
            for number in 0..<count {
                projection.apply(TicketRecord(desk.creation()), sequence: UInt64(number))
            }
        }
        fill(25_000)
        projection.prepareOrders()
        #expect(!projection.isQuick(query, of: desk.tenant))
        fill(25_001)
        #expect(!projection.isQuick(query, of: desk.tenant))
        projection.prepareOrders()
        for field in SortField.allCases {
            #expect(projection.isQuick(ListQuery(sort: TicketSort(field: field)), of: desk.tenant))
        }
    }

    @Test("What changes while an order is being made is in it at its end")
    func orderMaking() throws {
        var desk = try RandomDesk(seed: 5)
        var model = ListModel()
        var tickets = TenantTickets(keepsHistory: false)
        func apply(_ change: TicketChange) {
            model.take(change)
            tickets.merge(TicketRecord(change), at: desk.time, Retention(deletedTicketsPerTenant: 10))
        }
        for _ in 0..<2000 { apply(desk.change(model)) }
        for field in SortField.allCases where field != .createdAt {
            let making = tickets.beginOrder(by: field)
            for _ in 0..<500 { apply(desk.change(model)) }
            tickets.finishOrder(making, making.sorted())
            for _ in 0..<500 { apply(desk.change(model)) }
        }
        for field in SortField.allCases {
            let order = try #require(tickets.orders[field])
            let ids = order.rows.map { tickets.rows[Int($0)].id }
            let query = ListQuery(sort: TicketSort(field: field, order: .ascending))
            #expect(ids == model.list(query).map(\.id), "\(field)")
        }
    }
}
