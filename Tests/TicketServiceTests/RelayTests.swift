import LogLines
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
                    !$0.name.hasPrefix("Ticket-Log-") && !$0.name.contains("Expected")
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

    @Test(
        "Three relays and strangers in the stream: each event once, in order",
        arguments: NATSServerVersion.installed)
    func competition(version: NATSServerVersion) async throws {
        let server = try await NATSServer.start(version)
        defer { server.stop() }
        try await compete([server.url])
    }

    @Test(
        "Three relays and strangers in the stream of a cluster: each event once, in order",
        arguments: NATSServerVersion.installed)
    func competitionInCluster(version: NATSServerVersion) async throws {
        let cluster = try await NATSCluster(version)
        defer { cluster.stop() }
        try await compete(cluster.urls)
    }

    private func compete(_ urls: [String]) async throws {
        try await Crew.run(3, urls) { crew in
            let jetStream = crew.connections[0].jetStream
            let live = try crew.connections[1].subscribe("tenant.acme.events.>")
            try await hear(live, crew)
            try await eventually("the stream is there", within: .seconds(20)) {
                try await jetStream.streamInfo(Subjects.eventStream) != nil
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                // Strangers publish all the time, with ids and without.
                let strangers = Task {
                    var number = 0
                    while !Task.isCancelled {
                        number += 1
                        let options = PublishOptions(messageID: number % 2 == 0 ? "n\(number)" : nil)
                        _ = try? await jetStream.publish("audit.login", [1], options: options)
                        try? await Task.sleep(for: .milliseconds(2))
                    }
                }
                for writer in 0..<12 {
                    group.addTask {
                        let desk = crew.desks[writer % 3]
                        let id = try await desk.create("T\(writer)").id
                        for number in 1..<25 {
                            let patch = try TicketPatch(title: "T\(writer).\(number)")
                            _ = try await desk.ask(.update(id, patch, ifRevision: nil)).ticket()
                        }
                    }
                }
                try await group.waitForAll()
                try await eventually("all are told", within: .seconds(20)) {
                    crew.instances.allSatisfy { $0.pendingEvents == 0 }
                }
                strangers.cancel()
            }
            try await expectAll(300, of: 12, jetStream)
            let heard = try await withDeadline(.seconds(10)) {
                var heard: Set<String> = []
                for await message in live {
                    guard let event = try? TicketEvent(decoding: message.payload) else { continue }
                    #expect(heard.insert(event.id).inserted)
                    if heard.count == 300 { break }
                }
                return heard.count
            }
            #expect(heard == 300)
        }
    }

    /// Waits until the listener hears every instance, by way of all servers.
    private func hear(_ live: Subscription, _ crew: Crew) async throws {
        for connection in crew.connections {
            try await withDeadline(.seconds(10)) {
                await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        while !Task.isCancelled {
                            try? connection.publish("tenant.acme.events.probe", [])
                            try? await Task.sleep(for: .milliseconds(20))
                        }
                    }
                    for await _ in live.prefix(1) {}
                    group.cancelAll()
                }
            }
        }
    }

    /// Every event is in the stream once, and the revisions of each ticket in order.
    private func expectAll(_ count: Int, of tickets: Int, _ jetStream: JetStream) async throws {
        let events = try await storedTicketEvents(jetStream)
        #expect(events.count == count)
        let grouped = Dictionary(grouping: events, by: \.change.ticket.id)
        #expect(grouped.count == tickets)
        for revisions in grouped.values {
            #expect(revisions.map(\.change.revision) == Array(1...(count / tickets)))
        }
    }

    private func storedTicketEvents(_ jetStream: JetStream) async throws -> [TicketEvent] {
        var events: [TicketEvent] = []
        for await delivery in jetStream.consume(ConsumerOptions(stream: Subjects.eventStream)) {
            guard case .message(let message) = delivery else { continue }
            if message.subject.hasPrefix("ticket.") {
                events.append(try TicketEvent(decoding: message.payload))
            }
            if message.pending == 0 { break }
        }
        return events
    }

    @Test("After a stream was emptied nothing is told twice, by the cursor in the log")
    func emptied() async throws {
        try await NATSServer.with { server, connection in
            let jetStream = connection.jetStream
            try await Crew.run(1, [server.url]) { crew in
                for number in 0..<10 { try await crew.desks[0].create("T\(number)") }
                try await eventually("all are told") { crew.instances[0].pendingEvents == 0 }
                await crew.instances[0].drain()
                try await eventually("the cursor is noted") {
                    try await jetStream.lastMessage(stream: "KV_TICKETS", subject: "$KV.TICKETS.relay.cursor")
                        != nil
                }
            }
            // As retention would, and longer ago than JetStream knows the ids.
            try await jetStream.deleteStream(Subjects.eventStream)
            try await Crew.run(1, [server.url]) { crew in
                try await crew.desks[0].create("new")
                try await eventually("it is told") { crew.instances[0].pendingEvents == 0 }
                let events = try await storedTicketEvents(jetStream)
                #expect(events.map(\.change.ticket.title) == ["new"])
            }
        }
    }

    @Test("A memory store that was started anew begins a log of its own")
    func newMemory() async throws {
        try await NATSServer.with { server, connection in
            for round in 1...3 {
                try await Crew.run(1, [server.url], durable: false) { crew in
                    for number in 0..<5 { try await crew.desks[0].create("T\(round).\(number)") }
                    try await eventually("all are told") { crew.instances[0].pendingEvents == 0 }
                }
                #expect(try await storedTicketEvents(connection.jetStream).count == round * 5)
            }
        }
    }

    @Test("Events are told within moments of the reply, and by another instance when the leader is gone")
    func takeover() async throws {
        try await NATSServer.with { server, connection in
            try await Crew.run(1, [server.url]) { second in
                try await Crew.run(1, [server.url]) { first in
                    for number in 0..<20 { try await first.desks[0].create("T\(number)") }
                    try await eventually("all are told") { first.instances[0].pendingEvents == 0 }
                }
                // The one that led, or not, has gone without a word.
                try await second.desks[0].create("after")
                try await eventually("it is told", within: .seconds(2)) {
                    second.instances[0].pendingEvents == 0
                }
                #expect(try await storedTicketEvents(connection.jetStream).count == 21)
            }
        }
    }

    @Test("The action events reads the stream: all instances give the same, also of before their start")
    func events() async throws {
        try await NATSServer.with { server, connection in
            try await Crew.run(1, [server.url]) { crew in
                for number in 0..<3 { try await crew.desks[0].create("T\(number)") }
                try await crew.desks[0].create("other", of: crew.desks[0].globex)
                try await eventually("all are told") { crew.instances[0].pendingEvents == 0 }
            }
            _ = try await connection.jetStream.publish("notification.mail", [1])
            try await Crew.run(2, [server.url]) { crew in
                for desk in crew.desks {
                    let reply = try await desk.ask(.events(EventQuery(limit: 2)))
                    guard case .events(let first) = try reply.data() else { throw WireError("no events") }
                    #expect(first.map(\.event.change.ticket.title) == ["T0", "T1"])
                    #expect(reply.meta.lastSequence == 2)
                    let rest = try await desk.ask(.events(EventQuery(afterSequence: 2)))
                    guard case .events(let others) = try rest.data() else { throw WireError("no events") }
                    #expect(others.map(\.sequence) == [3])
                    let none = try await desk.ask(.events(EventQuery(afterSequence: 100)))
                    #expect(try none.data() == .events([]))
                    let future = try await desk.ask(
                        .events(EventQuery(since: systemTime().advanced(by: .seconds(60)))))
                    #expect(try future.data() == .events([]))
                    let past = try await desk.ask(
                        .events(EventQuery(since: systemTime().advanced(by: .seconds(-60)))))
                    guard case .events(let all) = try past.data() else { throw WireError("no events") }
                    #expect(all.count == 3)
                }
            }
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
