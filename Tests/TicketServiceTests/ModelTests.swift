import NATS
import Support
import Testing
import TicketService
import TicketWire
import Tickets

/// Random commands against a model that is too simple to be wrong.
@Suite("The service does what a simple model does")
struct ModelTests {
    private struct Model {
        var alive: [TicketID: Ticket] = [:]
        var dead: [TicketID: Ticket] = [:]

        /// Some id: of a ticket that is there, of one that was, or of none.
        func anyID(using random: inout Seeded) -> TicketID {
            let kinds = [alive.keys.sorted(), alive.keys.sorted(), dead.keys.sorted()]
            let ids = kinds.randomElement(using: &random) ?? []
            return ids.randomElement(using: &random)
                ?? TicketID(at: Timestamp(milliseconds: 0), using: &random)
        }
    }

    @Test("A thousand commands", arguments: 0..<5 as Range<UInt64>)
    func commands(seed: UInt64) async throws { try await run(1000, seed: seed, on: try Desk()) }

    @Test("Some hundred commands on a real log", arguments: NATSServerVersion.installed)
    func commandsOnLog(version: NATSServerVersion) async throws {
        try await NATSServer.with(version) { _, connection in
            let desk = try Desk(on: connection, durable: true)
            try await withThrowingTaskGroup { group in
                group.addTask { await desk.store.run() }
                await desk.store.decided()
                try await run(500, seed: 7, on: desk)
                group.cancelAll()
            }
        }
    }

    private func run(_ count: Int, seed: UInt64, on desk: Desk) async throws {
        var random = Seeded(seed: seed)
        var model = Model()
        for _ in 0..<count {
            desk.clock.advance(by: .milliseconds(Int.random(in: 0..<3, using: &random)))
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<3: try await create(desk, &model, &random)
            case 3..<6: try await update(desk, &model, &random)
            case 6: try await delete(desk, &model, &random)
            case 7: try await restore(desk, &model, &random)
            case 8: try await list(desk, model, &random)
            default:
                let id = model.anyID(using: &random)
                #expect((try? await desk.ask(.get(id)).ticket()) == model.alive[id])
            }
        }
        #expect(desk.service.ticketCount == model.alive.count)
    }

    private func create(_ desk: Desk, _ model: inout Model, _ random: inout Seeded) async throws {
        let ticket = try await desk.create(
            "T\(Int.random(in: 0..<20, using: &random))",
            priority: Priority.allCases.randomElement(using: &random) ?? .low)
        #expect(model.alive[ticket.id] == nil)
        model.alive[ticket.id] = ticket
    }

    private func update(_ desk: Desk, _ model: inout Model, _ random: inout Seeded) async throws {
        let id = model.anyID(using: &random)
        let patch = try TicketPatch(
            title: Bool.random(using: &random) ? "U\(Int.random(in: 0..<20, using: &random))" : nil,
            status: Status.allCases.randomElement(using: &random))
        let revision = Bool.random(using: &random) ? Int.random(in: 1...3, using: &random) : nil
        let reply = try await desk.ask(.update(id, patch, ifRevision: revision))
        guard let ticket = model.alive[id] else {
            #expect(try reply.failure().code == .notFound)
            return
        }
        if let revision, revision != ticket.revision {
            #expect(try reply.failure().ticket == ticket)
            return
        }
        let expected = patch.applied(to: ticket, at: desk.clock.now()) ?? ticket
        #expect(try reply.ticket() == expected)
        model.alive[id] = expected
    }

    private func delete(_ desk: Desk, _ model: inout Model, _ random: inout Seeded) async throws {
        let id = model.anyID(using: &random)
        let reply = try await desk.ask(.delete(id, ifRevision: nil))
        if let ticket = model.alive.removeValue(forKey: id) {
            #expect(try reply.data() == .deleted(id))
            model.dead[id] = ticket
        } else {
            #expect(try reply.failure().code == .notFound)
        }
    }

    private func restore(_ desk: Desk, _ model: inout Model, _ random: inout Seeded) async throws {
        let id = model.anyID(using: &random)
        let reply = try await desk.ask(.restore(id))
        if var ticket = model.dead.removeValue(forKey: id) {
            ticket.revision += 2
            ticket.updatedAt = desk.clock.now()
            #expect(try reply.ticket() == ticket)
            model.alive[id] = ticket
        } else if let ticket = model.alive[id] {
            #expect(try reply.ticket() == ticket)
        } else {
            #expect(try reply.failure().code == .notFound)
        }
    }

    private func list(_ desk: Desk, _ model: Model, _ random: inout Seeded) async throws {
        let sort = TicketSort(
            field: SortField.allCases.randomElement(using: &random) ?? .title,
            order: SortOrder.allCases.randomElement(using: &random) ?? .ascending)
        var filter = TicketFilter.all
        if Bool.random(using: &random) { filter.statuses = [.open, .closed] }
        if Bool.random(using: &random) { filter.words = ["t1"] }
        let offset = Int.random(in: 0..<5, using: &random)
        let reply = try await desk.ask(
            .list(ListQuery(filter: filter, sort: sort, limit: 20, start: .offset(offset))))
        let expected = model.alive.values.filter(filter.matches).sorted(by: sort.areInOrder)
        #expect(try reply.tickets() == Array(expected.dropFirst(offset).prefix(20)))
        #expect(reply.meta.total == expected.count)
    }
}
