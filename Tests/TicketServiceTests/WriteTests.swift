import Testing
import TicketService
import TicketWire
import Tickets

@Suite("Tickets are created, changed, deleted and restored")
struct WriteTests {
    let desk: Desk

    init() throws { desk = try Desk() }

    @Test("A created ticket has an id, its moment, revision 1, and is there")
    func create() async throws {
        let draft = try TicketDraft(title: " T ", description: "d", createdBy: "maria")
        let reply = try await desk.ask(.create(draft, requestKey: nil))
        let ticket = try reply.ticket()
        #expect(
            (ticket.title, ticket.description, ticket.createdBy, ticket.assignee) == ("T", "d", "maria", nil))
        #expect((ticket.priority, ticket.status, ticket.revision) == (.medium, .open, 1))
        #expect(ticket.createdAt == desk.clock.now() && ticket.updatedAt == ticket.createdAt)
        #expect(ticket.id.time == ticket.createdAt)
        #expect(reply.meta.sequence == 1)
        #expect(try await desk.ask(.get(ticket.id)).ticket() == ticket)
    }

    @Test("An update changes what it names, once")
    func update() async throws {
        let first = try await desk.create("a", priority: .high)
        desk.clock.advance(by: .seconds(5))
        let patch = try TicketPatch(status: .resolved, assignee: "lee")
        let reply = try await desk.ask(.update(first.id, patch, ifRevision: 1), actor: "lee")
        let second = try reply.ticket()
        #expect(
            (second.title, second.priority, second.status, second.assignee) == ("a", .high, .resolved, "lee"))
        #expect(second.revision == 2)
        #expect(second.createdAt == first.createdAt && second.updatedAt == desk.clock.now())
        #expect(reply.meta.sequence == 2)
        let again = try await desk.ask(.update(first.id, patch, ifRevision: 2))
        #expect(try again.ticket() == second)
        #expect(desk.store.projection.sequence == 2)
    }

    @Test("A stale revision is a conflict that shows the ticket as it is now, also when nothing would change")
    func conflict() async throws {
        let ticket = try await desk.create("a")
        let newer = try await desk.ask(.update(ticket.id, TicketPatch(title: "b"), ifRevision: nil)).ticket()
        for operation in [
            .update(ticket.id, try TicketPatch(title: "b"), ifRevision: 1),
            .update(ticket.id, try TicketPatch(title: "c"), ifRevision: 3), .delete(ticket.id, ifRevision: 1),
        ] as [ServiceRequest.Operation] {
            let error = try await desk.ask(operation).failure()
            #expect(error.code == .conflict)
            #expect(error.ticket == newer)
        }
        #expect(desk.store.projection.sequence == 2)
    }

    @Test("A deleted ticket is gone, keeps its history, and comes back under its id")
    func deleteAndRestore() async throws {
        let ticket = try await desk.create("a")
        let deleted = try await desk.ask(.delete(ticket.id, ifRevision: 1), actor: "lee")
        #expect(try deleted.data() == .deleted(ticket.id))
        #expect(deleted.meta.sequence == 2)
        for operation in [
            .get(ticket.id), .delete(ticket.id, ifRevision: nil),
            .update(ticket.id, try TicketPatch(title: "b"), ifRevision: nil),
            .update(ticket.id, try TicketPatch(title: "b"), ifRevision: 2),
        ] as [ServiceRequest.Operation] {
            #expect(try await desk.ask(operation).failure().code == .notFound)
        }
        #expect(try await desk.ask(.list(ListQuery())).tickets().isEmpty)
        let restored = try await desk.ask(.restore(ticket.id), actor: "max").ticket()
        #expect(restored.revision == 3)
        #expect(restored.title == "a")
        #expect(try await desk.ask(.get(ticket.id)).ticket() == restored)
        #expect(try await desk.ask(.restore(ticket.id)).ticket() == restored)
        let history = try await desk.ask(.history(ticket.id, cursor: nil)).history()
        #expect(history.map(\.action) == [.create, .delete, .restore])
        #expect(history.map(\.revision) == [1, 2, 3])
        #expect(history.map(\.actor) == [nil, "lee", "max"])
        #expect(history.map(\.ticket.revision) == [1, 1, 3])
    }

    @Test("Another tenant's ticket is as good as none")
    func isolation() async throws {
        let ticket = try await desk.create("a")
        for operation in [
            .get(ticket.id), .update(ticket.id, try TicketPatch(title: "b"), ifRevision: nil),
            .delete(ticket.id, ifRevision: nil), .history(ticket.id, cursor: nil), .restore(ticket.id),
        ] as [ServiceRequest.Operation] {
            #expect(try await desk.ask(operation, of: desk.globex).failure().code == .notFound)
        }
        #expect(try await desk.ask(.list(ListQuery()), of: desk.globex).meta.total == 0)
    }

    @Test("The same request key gives the first ticket as it is now, within ten minutes and one tenant")
    func requestKey() async throws {
        let first = try await desk.create("a", key: "k")
        let changed = try await desk.ask(.update(first.id, TicketPatch(title: "b"), ifRevision: nil)).ticket()
        desk.clock.advance(by: .seconds(599))
        #expect(try await desk.create("other", key: "k") == changed)
        #expect(try await desk.create("x", of: desk.globex, key: "k").id != first.id)
        _ = try await desk.ask(.delete(first.id, ifRevision: nil))
        let gone = try await desk.ask(.create(TicketDraft(title: "c"), requestKey: "k"))
        #expect(try gone.failure().code == .notFound)
        desk.clock.advance(by: .seconds(2))
        let second = try await desk.create("d", key: "k")
        #expect(second.id != first.id)
        #expect(try await desk.create("e", key: "k") == second)
    }

    @Test("Of many creations at once with one key there is one ticket")
    func concurrentKey() async throws {
        let ids = try await withThrowingTaskGroup(of: TicketID.self) { group in
            for number in 0..<50 { group.addTask { try await desk.create("\(number)", key: "k").id } }
            return try await group.reduce(into: Set<TicketID>()) { $0.insert($1) }
        }
        #expect(ids.count == 1)
        #expect(desk.store.projection.sequence == 1)
    }

    @Test("Of many updates at once of one revision one wins; without a revision all do")
    func concurrentUpdates() async throws {
        let ticket = try await desk.create("a")
        let results = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<100 {
                group.addTask {
                    let patch = try TicketPatch(title: "b\(number)")
                    let reply = try await desk.ask(.update(ticket.id, patch, ifRevision: 1))
                    return (try? reply.ticket()) != nil
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(results == 1)
        try await withThrowingTaskGroup { group in
            for number in 0..<100 {
                group.addTask {
                    let patch = try TicketPatch(title: "c\(number)")
                    _ = try await desk.ask(.update(ticket.id, patch, ifRevision: nil)).ticket()
                }
            }
            try await group.waitForAll()
        }
        #expect(try await desk.ask(.get(ticket.id)).ticket().revision == 102)
        let history = try await desk.ask(.history(ticket.id, cursor: nil)).history()
        #expect(history.map(\.revision) == Array(1...102))
    }

    @Test("Memory keeps some revisions and some deleted tickets")
    func retention() async throws {
        let desk = try Desk(retention: Retention(revisionsPerTicket: 3, deletedTicketsPerTenant: 2))
        let ticket = try await desk.create("0")
        for number in 1..<10 {
            _ = try await desk.ask(.update(ticket.id, TicketPatch(title: "\(number)"), ifRevision: nil))
        }
        let history = try await desk.ask(.history(ticket.id, cursor: nil)).history()
        #expect(history.map(\.revision) == [8, 9, 10])
        var deleted: [TicketID] = []
        for number in 0..<30 {
            let id = try await desk.create("\(number)").id
            _ = try await desk.ask(.delete(id, ifRevision: nil))
            deleted.append(id)
        }
        #expect(try await desk.ask(.history(deleted[0], cursor: nil)).failure().code == .notFound)
        #expect(try await desk.ask(.restore(deleted[29])).ticket().revision == 3)
        #expect(try await desk.ask(.get(ticket.id)).ticket().title == "9")
    }
}
