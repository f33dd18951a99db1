import JSON
import NATS
import Support
import Testing
import TicketService
import TicketWire
import Tickets

@Suite("Each change has exactly one event", .serialized)
struct RelayTests {
    @Test(
        "Events of a ticket's life, in order, with their headers, stored and live", arguments: [false, true])
    func life(durable: Bool) async throws {
        try await Site.run(durable: durable) { site in
            let live = try site.client.subscribe("tenant.acme.events.>")
            try await site.client.flush(timeout: .seconds(2))
            let ticket = try await site.desk.create("a")
            _ = try await site.desk.ask(
                .update(ticket.id, TicketPatch(status: .closed), ifRevision: nil), actor: "lee")
            _ = try await site.desk.ask(.update(ticket.id, TicketPatch(status: .closed), ifRevision: nil))
            _ = try await site.desk.ask(.delete(ticket.id, ifRevision: nil))
            _ = try await site.desk.ask(.restore(ticket.id))
            try await eventually("all are stored") { site.instance.pendingEvents == 0 }
            let stored = try await site.storedEvents()
            #expect(
                stored.map(\.subject) == ["ticket.create", "ticket.update", "ticket.delete", "ticket.create"])
            let events = try stored.map { try TicketEvent(decoding: $0.payload) }
            #expect(events.map(\.change.revision) == [1, 2, 3, 4])
            #expect(events.map(\.isRestored) == [false, false, false, true])
            #expect(events[1].change.actor == "lee")
            #expect(events[1].change.changes == [FieldChange(field: .status, from: "open", to: "closed")])
            for (message, event) in zip(stored, events) {
                // libnats does not keep the order of headers.
                let headers = message.headers.fields.filter {
                    !$0.name.contains("Position") && !$0.name.contains("Expected")
                }
                .map { "\($0.name): \($0.value)" }
                #expect(headers.sorted() == event.headers.map { "\($0.name): \($0.value)" }.sorted())
            }
            #expect(Set(events.map(\.id)).count == 4)
            var received: [Message] = []
            for await message in live.prefix(4) { received.append(message) }
            #expect(received.map(\.payload) == stored.map(\.payload))
            #expect(received.map(\.subject) == stored.map { "tenant.acme.events.\($0.subject)" })
            guard
                case .events(let listed) = try await site.desk.ask(.events(EventQuery(afterSequence: 1)))
                    .data()
            else { throw WireError("no events") }
            #expect(listed.map(\.event) == Array(events.dropFirst()))
            #expect(listed.map(\.sequence) == [2, 3, 4])
        }
    }

    @Test("What happens while the server is killed and restarted is published once, in order")
    func restart() async throws {
        try await Site.run(durable: false) { site in
            try await withThrowingTaskGroup { group in
                for writer in 0..<4 {
                    group.addTask {
                        let id = try await site.desk.create("T\(writer)").id
                        for number in 1..<100 {
                            _ = try await site.desk.ask(
                                .update(id, TicketPatch(title: "T\(writer).\(number)"), ifRevision: nil))
                            // Spread over the restart.
                            try await Task.sleep(for: .milliseconds(5))
                        }
                    }
                }
                group.addTask {
                    try await eventually("some are stored") { site.desk.store.projection.sequence > 60 }
                    site.server.kill9()
                    try await site.server.restart()
                }
                try await group.waitForAll()
            }
            try await eventually("all are stored", within: .seconds(20)) { site.instance.pendingEvents == 0 }
            _ = try await site.client.connected(within: .seconds(10))
            let events = try await site.storedEvents().map { try TicketEvent(decoding: $0.payload) }
            #expect(events.count == 400)
            for revisions in Dictionary(grouping: events, by: \.change.ticket.id).values {
                #expect(revisions.map(\.change.revision) == Array(1...100))
            }
        }
    }

    @Test("Changes made before there is a server are published when it comes")
    func lateServer() async throws {
        let server = try NATSServer()
        defer { server.stop() }
        let desk = try Desk()
        let connection = Connection(ConnectionOptions(servers: [server.url]))
        let instance = ServiceInstance(desk.service, on: connection, log: desk.log)
        try await withThrowingTaskGroup { group in
            group.addTask { await connection.run() }
            group.addTask { try await instance.run() }
            for number in 0..<20 { try await desk.create("T\(number)") }
            #expect(instance.pendingEvents == 20)
            try await server.start()
            try await eventually("all are stored", within: .seconds(20)) { instance.pendingEvents == 0 }
            let info = try await connection.jetStream.streamInfo(Subjects.eventStream)
            #expect(info?["state"]?["messages"]?.integer == 20)
            group.cancelAll()
        }
    }

    @Test("Without a server the events live in the process")
    func local() async throws {
        let desk = try Desk()
        let local = LocalEvents(desk.service)
        try await withThrowingTaskGroup { group in
            group.addTask { await local.run() }
            let stream = desk.service.events.local.follow()
            let ticket = try await desk.create("a")
            _ = try await desk.ask(.delete(ticket.id, ifRevision: nil))
            var seen: [StoredEvent] = []
            for await event in stream.prefix(2) { seen.append(event) }
            #expect(seen.map(\.subject) == ["ticket.create", "ticket.delete"])
            #expect(seen.map(\.sequence) == [1, 2])
            let reply = try await desk.ask(.events(EventQuery(limit: 1)))
            #expect(try reply.data() == .events([seen[0]]))
            #expect(reply.meta.lastSequence == 1)
            let other = try await desk.ask(.events(EventQuery()), of: desk.globex)
            #expect(try other.data() == .events([]))
            group.cancelAll()
        }
    }
}
