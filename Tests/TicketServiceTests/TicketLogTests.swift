import JSON
import NATS
import Support
import Synchronization
import Testing
import TicketService
import TicketWire
import Tickets

/// What stands at the revisions of a ticket, and how it is read.
@Suite("The ticket log", .serialized)
struct TicketLogTests {
    @Test("A page of a long history reads about what it gives; a deleted ticket's too, forgotten or not")
    func historyPages() async throws {
        try await NATSServer.with { server, connection in
            let id = try await Crew.run(1, [server.url]) { crew in
                let desk = crew.desks[0]
                let id = try await desk.create("0").id
                for number in 1..<200 {
                    _ = try await desk.ask(.update(id, TicketPatch(title: "\(number)"), ifRevision: nil))
                }
                _ = try await desk.ask(.delete(id, ifRevision: nil)).data()
                return id
            }
            try await Crew.run(1, [server.url]) { crew in
                try await expectPages(of: id, crew.desks[0], connection)
            }
            // Not even the projection knows it any more.
            let retention = Retention(deletedTicketsPerTenant: 0)
            let desk = try Desk(retention: retention, on: connection, durable: true)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await desk.store.run() }
                try await eventually("it is loaded") { (try? desk.store.checkReadable()) != nil }
                for _ in 0..<9 {
                    let other = try await desk.create("other").id
                    _ = try await desk.ask(.delete(other, ifRevision: nil)).data()
                }
                try await expectPages(of: id, desk, connection)
                group.cancelAll()
            }
        }
    }

    private func expectPages(of id: TicketID, _ desk: Desk, _ connection: Connection) async throws {
        let reads = Mutex(0)
        let listener = try connection.subscribe("$JS.API.STREAM.MSG.GET.KV_TICKETS") { _ in
            reads.withLock { $0 += 1 }
        }
        var (revisions, cursor): ([Int], String?) = ([], nil)
        repeat {
            try await connection.flush(timeout: .seconds(5))
            let before = reads.withLock { $0 }
            let request = ServiceRequest(tenant: desk.acme, operation: .history(id, cursor: cursor)).encoded
            let payload = await desk.service.handle(request, replySize: 8192).payload
            #expect(payload.count <= 8192)
            let reply = try ServiceReply(decoding: payload, to: .history)
            let changes = try reply.history()
            revisions += changes.map(\.revision)
            cursor = reply.meta.nextCursor
            try await eventually("the reads are seen") { reads.withLock { $0 } >= before + changes.count }
            try await connection.flush(timeout: .seconds(5))
            #expect(reads.withLock { $0 } <= before + changes.count + 20)
        } while cursor != nil && revisions.count < 300
        await listener.drain(timeout: .seconds(5))
        #expect(revisions == Array(1...201))
        #expect(try await desk.ask(.history(id, cursor: "201")).history().isEmpty)
        let nobody = try #require(TicketID("01990000-0000-7000-8000-000000000000"))
        #expect(try await desk.ask(.history(nobody, cursor: nil)).failure().code == .notFound)
    }

    @Test("What is no record of a ticket is passed over at its revisions, by writers and readers alike")
    func foreignMessages() async throws {
        try await NATSServer.with { server, connection in
            let id = try await Crew.run(2, [server.url]) { crew in
                let (desk, other) = (crew.desks[0], crew.desks[1])
                let id = try await desk.create("1").id
                _ = try await desk.ask(.update(id, TicketPatch(title: "2"), ifRevision: 1)).ticket()
                let place = "$KV.TICKETS.t.acme.\(id)."
                let copy = try await connection.jetStream.lastMessage(
                    stream: "KV_TICKETS", subject: place + "2")
                try await connection.jetStream.publish(place + "3", Array("junk".utf8))
                try await connection.jetStream.publish(place + "4", try #require(copy).payload)
                try await connection.jetStream.publish(place + "5", [], headers: ["KV-Operation": "DEL"])
                let changed = try await desk.ask(.update(id, TicketPatch(title: "6"), ifRevision: 2)).ticket()
                #expect(changed.revision == 6)
                #expect(desk.lines.all.contains { $0.contains("is no record") && $0.contains("\(id).3") })
                let stale = try await other.ask(.update(id, TicketPatch(title: "x"), ifRevision: 2))
                #expect(try stale.failure().ticket == changed)
                try await connection.jetStream.publish(place + "7", Array("{}".utf8))
                _ = try await other.ask(.delete(id, ifRevision: 6)).data()
                #expect(try await desk.ask(.get(id), minimumSequence: 9).failure().code == .notFound)
                try await eventually("its events are told") {
                    crew.instances.allSatisfy { $0.pendingEvents == 0 }
                }
                return id
            }
            try await Crew.run(1, [server.url]) { crew in
                let desk = crew.desks[0]
                #expect(try await desk.ask(.get(id)).failure().code == .notFound)
                #expect(try await desk.ask(.restore(id)).ticket().revision == 9)
                #expect(
                    try await desk.ask(.history(id, cursor: nil)).history().map(\.revision) == [
                        1, 2, 6, 8, 9,
                    ])
                try await eventually("its event is told") { crew.instances[0].pendingEvents == 0 }
                let events = try await desk.ask(.events(EventQuery())).data()
                guard case .events(let stored) = events else { throw WireError("no events") }
                #expect(stored.map(\.event.change.revision) == [1, 2, 6, 8, 9])
            }
        }
    }

    @Test("Where nothing but foreign messages stands, the refusal names them")
    func onlyForeignMessages() async throws {
        try await NATSServer.with { server, connection in
            try await Crew.run(1, [server.url]) { crew in
                let desk = crew.desks[0]
                let id = try await desk.create("1").id
                for revision in 2...101 {
                    try await connection.jetStream.publish("$KV.TICKETS.t.acme.\(id).\(revision)", [1])
                }
                let patch = try TicketPatch(title: "2")
                let error = try await desk.ask(.update(id, patch, ifRevision: nil)).failure()
                #expect(error.code == .unavailable)
                #expect(error.message.contains("t.acme.\(id).101") && error.message.contains("purge"))
            }
        }
    }
}
