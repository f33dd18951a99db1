import JSON
import NATS
import Support
import Testing
import TicketService
import TicketWire

@Suite("The event stream is made, judged and repaired", .serialized)
struct EventStreamTests {
    private func withConnection(
        _ body: @escaping @Sendable (Connection) async throws -> Void
    ) async throws {
        let server = try await NATSServer.start()
        defer { server.stop() }
        let connection = Connection(ConnectionOptions(servers: [server.url]))
        try await withThrowingTaskGroup { group in
            group.addTask { await connection.run() }
            _ = try await connection.connected(within: .seconds(10))
            try await body(connection)
            group.cancelAll()
        }
    }

    @Test("It is created as the contract has it, once")
    func create() async throws {
        try await withConnection { connection in
            #expect(try await EventStream.ensure(connection) == .created(replicas: 1))
            let config = try await connection.jetStream.streamInfo("TICKET_EVENTS")?["config"]
            #expect(
                config?["subjects"]
                    == ["ticket.create", "ticket.update", "ticket.delete", "notification.*", "audit.*"])
            #expect(config?["storage"] == "file")
            #expect(config?["max_age"] == 604_800_000_000_000)
            #expect(config?["max_msg_size"] == 1_048_576)
            #expect(config?["duplicate_window"] == 600_000_000_000)
            #expect(config?["num_replicas"] == 1)
            #expect(try await EventStream.ensure(connection) == .present)
            #expect(try await EventStream.clashes(connection.jetStream).isEmpty)
            #expect(
                try await EventStream.repair(connection) == ["the stream TICKET_EVENTS is as it should be"])
        }
    }

    @Test("One that swallows requests is left alone, reported, and narrowed on demand; what it holds stays")
    func clash() async throws {
        try await withConnection { connection in
            let jetStream = connection.jetStream
            try await jetStream.createStream([
                "name": "TICKET_EVENTS", "subjects": ["ticket.*", "mine.>"], "storage": "file",
                "num_replicas": 1, "max_msgs": 1000,
            ])
            try await jetStream.publish("ticket.create", [1])
            #expect(try await EventStream.ensure(connection) == .present)
            #expect(try await EventStream.clashes(jetStream) == ["TICKET_EVENTS"])
            let done = try await EventStream.repair(connection)
            #expect(done.first?.contains("ticket.* swallowed requests") == true)
            #expect(try await EventStream.clashes(jetStream).isEmpty)
            let info = try await jetStream.streamInfo("TICKET_EVENTS")
            let config = info?["config"]
            #expect(config?["subjects"]?.array?.contains("mine.>") == true)
            #expect(config?["subjects"]?.array?.contains("ticket.update") == true)
            #expect(config?["duplicate_window"] == 600_000_000_000)
            #expect(config?["max_msgs"] == 1000)
            #expect(info?["state"]?["messages"] == 1)
            #expect(
                try await EventStream.repair(connection) == ["the stream TICKET_EVENTS is as it should be"])
        }
    }

    @Test(
        "Another stream that swallows requests is narrowed too, and the event stream made",
        arguments: [
            "ticket.*", "ticket.>", "ticket.service", "*.service", "ticket.service.*", "ticket.service.acme",
            "ticket.*.acme", "ticket.service.>", "*.*.globex",
        ])
    func otherClash(wide: String) async throws {
        try await withConnection { connection in
            let jetStream = connection.jetStream
            try await jetStream.createStream([
                "name": "OTHER", "subjects": [.string(wide), "mine"],
                "storage": "memory",
            ])
            #expect(try await EventStream.clashes(jetStream) == ["OTHER"])
            let done = try await EventStream.repair(connection)
            #expect(done.count == 2)
            let other = try await jetStream.streamInfo("OTHER")?["config"]
            #expect(other?["subjects"] == ["mine"])
            #expect(try await jetStream.streamInfo("TICKET_EVENTS") != nil)
        }
    }

    @Test("One that takes nothing but the requests and events keeps what it holds and gives way")
    func onlyClash() async throws {
        try await withConnection { connection in
            let jetStream = connection.jetStream
            try await jetStream.createStream(["name": "OLD", "subjects": ["ticket.*"], "storage": "memory"])
            try await jetStream.publish("ticket.create", [1])
            let done = try await EventStream.repair(connection)
            #expect(done.first == "narrowed the stream OLD: ticket.* swallowed requests")
            #expect(try await EventStream.clashes(jetStream).isEmpty)
            #expect(try await jetStream.streamInfo("OLD")?["state"]?["messages"] == 1)
            #expect(try await jetStream.streamInfo("TICKET_EVENTS") != nil)
        }
    }

    @Test(
        "One that takes the events' subjects and is not ours to change is named", arguments: [">", "audit.>"])
    func rival(subject: String) async throws {
        try await withConnection { connection in
            // What takes everything takes JetStream's own questions too: its owner gave up the answers.
            try await connection.jetStream.createStream([
                "name": "RIVAL", "subjects": [.string(subject)], "storage": "memory", "no_ack": true,
            ])
            for attempt in [
                { _ = try await EventStream.ensure(connection) },
                {
                    _ = try await EventStream.repair(connection)
                },
            ] as [@Sendable () async throws -> Void] {
                let error = await #expect(throws: NATSError.self) { try await attempt() }
                #expect(error?.message.contains("RIVAL") == true)
            }
            #expect(
                try await connection.jetStream.streamInfo("RIVAL")?["config"]?["subjects"]
                    == [.string(subject)])
        }
    }
}
