import JSON
import NATS
import Support
import Testing
import TicketService
import TicketWire
import Tickets

@Suite("An instance says what is wrong with its streams, and that it is mended", .serialized)
struct HealthTests {
    private static let bucket = "KV_TICKETS"

    @Test("A full bucket is named before and after a refusal, and taken again when it has room")
    func fullBucket() async throws {
        try await Site.run(durable: true) { site in
            try await site.desk.create("first")
            try await site.becomes("healthy") { $0.isEmpty }
            try await site.change(Self.bucket, ["max_bytes": 4000])
            try await site.becomes("degraded") { reasons in
                reasons.contains { $0.contains("bucket TICKETS is full") && $0.contains("nats stream edit") }
            }
            let long = try TicketDraft(title: "T", description: String(repeating: "é", count: 1000))
            var reply = try await site.desk.ask(.create(long, requestKey: nil))
            while (try? reply.ticket()) != nil {
                reply = try await site.desk.ask(.create(long, requestKey: nil))
            }
            #expect(try reply.failure().code == .unavailable)
            try await site.becomes("degraded") { reasons in
                reasons.contains { $0.contains("records cannot be written: maximum bytes exceeded") }
            }
            try await site.change(Self.bucket, ["max_bytes": -1])
            try await site.becomes("healthy again") { $0.isEmpty }
            _ = try await site.desk.ask(.create(long, requestKey: nil)).ticket()
        }
    }

    @Test("Storage that is used up is named, and writing goes on when there is more")
    func usedUpStorage() async throws {
        @Sendable func account(_ size: String) -> String {
            """
            accounts { A { jetstream { max_file: \(size) }, users: [{ user: s, password: p }] } }
            no_auth_user: s
            """
        }
        let server = try await NATSServer.start(configuration: account("100KB"))
        defer { server.stop() }
        try await Site.run(server: server, durable: true) { site in
            let long = try TicketDraft(title: "T", description: String(repeating: "é", count: 1000))
            try await eventually("the storage is used up", within: .seconds(30)) {
                await (try? site.desk.ask(.create(long, requestKey: nil)).failure().code) == .unavailable
            }
            try await site.becomes("degraded") { reasons in
                reasons.contains {
                    $0.contains("records cannot be written") && $0.contains("raise the limit")
                }
            }
            try await server.restart(configuration: account("100MB"))
            try await site.becomes("healthy again") { $0.isEmpty }
            _ = try await site.desk.ask(.create(long, requestKey: nil)).ticket()
        }
    }

    @Test("A purged bucket is named until a new log is begun, which every instance reads then")
    func purgedBucket() async throws {
        try await Site.run(durable: true) { site in
            try await site.desk.create("first")
            try await site.becomes("healthy") { $0.isEmpty }
            try await site.client.jetStream.api("STREAM.PURGE.\(Self.bucket)")
            try await site.becomes("degraded") { reasons in
                reasons.contains { $0.contains("was purged") && $0.contains("setup-streams") }
            }
            // What is in memory can still be saved.
            #expect(try await site.desk.ask(.list(ListQuery())).tickets().count == 1)
            let done = try await TicketStreams.repair(site.client)
            #expect(done.contains { $0.contains("began a new ticket log") })
            #expect(try await TicketStreams.repair(site.client).allSatisfy { $0.hasSuffix("should be") })
            try await site.becomes("healthy again") { $0.isEmpty }
            try await eventually("the new log is read") {
                await (try? site.desk.ask(.list(ListQuery())).tickets().isEmpty) == true
            }
            try await site.desk.create("second")
            try await eventually("its event is told") { site.instance.pendingEvents == 0 }
        }
    }

    @Test("A log whose id was deleted gets a new one")
    func deletedIdentity() async throws {
        try await Site.run(durable: true) { site in
            try await site.desk.create("first")
            try await site.client.jetStream.publish(
                "$KV.TICKETS.log.id", [], headers: ["KV-Operation": "DEL"])
            try await site.becomes("degraded") { $0.contains { $0.contains("was purged") } }
            _ = try await TicketStreams.repair(site.client)
            try await site.becomes("healthy again") { $0.isEmpty }
            try await eventually("the log is read again") {
                await (try? site.desk.ask(.list(ListQuery())).tickets().count) == 1
            }
        }
    }

    @Test("A deleted event stream is named until there is one again")
    func deletedEvents() async throws {
        try await Site.run(durable: true) { site in
            try await site.desk.create("first")
            try await site.becomes("healthy") { $0.isEmpty && site.instance.pendingEvents == 0 }
            try await site.client.jetStream.deleteStream(Subjects.eventStream)
            try await site.becomes("degraded") { reasons in
                reasons.contains { $0.contains("TICKET_EVENTS is missing") && $0.contains("setup-streams") }
            }
            _ = try await TicketStreams.repair(site.client)
            try await site.becomes("healthy again") { $0.isEmpty }
            try await site.desk.create("second")
            try await eventually("its event is told") { site.instance.pendingEvents == 0 }
            #expect(try await site.storedEvents().count == 1)
        }
    }

    @Test(
        "Events that cannot be published are named with the cause and the cure",
        arguments: [
            (["sealed": true], "is sealed", "delete it"),
            (["discard": "new", "max_msgs": 1], "maximum messages exceeded", "setup-streams"),
            (["max_msg_size": 100], "message size exceeds maximum", "setup-streams"),
            (["subjects": ["notification.*"]], "does not take ticket.create", "setup-streams"),
        ] as [([String: JSONValue], String, String)])
    func unpublishable(settings: [String: JSONValue], cause: String, cure: String) async throws {
        try await Site.run(durable: true) { site in
            try await site.desk.create("first")
            try await site.becomes("healthy") { $0.isEmpty && site.instance.pendingEvents == 0 }
            try await site.change(Subjects.eventStream, settings)
            try await site.desk.create("second")
            try await site.becomes("degraded") { reasons in
                reasons.contains { $0.contains("events are not published") }
                    && reasons.contains { $0.contains(cause) && $0.contains(cure) }
            }
            if settings["sealed"] != nil {
                await #expect(throws: NATSError.self) { try await TicketStreams.repair(site.client) }
                try await site.client.jetStream.deleteStream(Subjects.eventStream)
            }
            _ = try await TicketStreams.repair(site.client)
            try await site.becomes("healthy again") { $0.isEmpty && site.instance.pendingEvents == 0 }
            let told = try await site.storedEvents().map { try TicketEvent(decoding: $0.payload) }
            #expect(told.last?.change.ticket.title == "second")
        }
    }

    @Test("Events that the server does not permit are named, and told when it does")
    func forbiddenEvents() async throws {
        @Sendable func user(denying denied: String) -> String {
            """
            authorization { users: [
              { user: s, password: p, permissions: { publish: { deny: ["\(denied)"] } } }
            ] }
            no_auth_user: s
            """
        }
        let server = try await NATSServer.start(configuration: user(denying: "ticket.create"))
        defer { server.stop() }
        try await Site.run(server: server, durable: true) { site in
            try await site.desk.create("first")
            try await site.becomes("degraded") { reasons in
                reasons.contains { $0.contains("ticket.create") && $0.contains("allow it") }
            }
            try await server.restart(configuration: user(denying: "nothing"))
            try await site.becomes("healthy again") { $0.isEmpty && site.instance.pendingEvents == 0 }
            #expect(try await site.storedEvents().count == 1)
        }
    }
}

extension Site {
    /// Waits until the instance's reasons are such.
    fileprivate func becomes(_ what: String, _ condition: ([String]) -> Bool) async throws {
        var last: [String] = []
        do {
            try await eventually("it is \(what)", within: .seconds(20)) {
                guard let instance = await survey().instances.first else { return false }
                last = instance.reasons
                return condition(last)
            }
        } catch { throw SupportError("not \(what): \(last)") }
    }

    /// Changes settings of a stream, as an operator may.
    fileprivate func change(_ stream: String, _ settings: [String: JSONValue]) async throws {
        var config = try #require(try await client.jetStream.streamInfo(stream)?["config"]?.object)
        for (key, value) in settings { config[key] = value }
        try await client.jetStream.updateStream(.object(config))
    }
}
