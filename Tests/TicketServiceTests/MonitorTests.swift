import JSON
import NATS
import Support
import Testing
import TicketService
import TicketWire
import Tickets

@Suite("The NATS services protocol", .serialized)
struct MonitorTests {
    @Test("All three questions in all three forms, as ADR-32 writes the answers")
    func forms() async throws {
        try await Site.run { site in
            let ping = try await site.question("$SRV.PING")
            #expect(ping.object?.keys.sorted() == ["id", "metadata", "name", "type", "version"])
            #expect(ping["type"]?.string == "io.nats.micro.v1.ping_response")
            #expect(ping["name"]?.string == "ticket-service")
            #expect(ping["version"]?.string == ServiceInstance.version)
            let id = try #require(ping["id"]?.string)
            #expect(id.count == 22 && id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) })
            for form in ["", ".ticket-service", ".ticket-service.\(id)"] {
                #expect(try await site.question("$SRV.PING\(form)") == ping)
                let info = try await site.question("$SRV.INFO\(form)")
                #expect(info["type"]?.string == "io.nats.micro.v1.info_response")
                #expect(info["description"]?.string?.isEmpty == false)
                let endpoints = try #require(info["endpoints"]?.array)
                #expect(
                    endpoints.map { $0["subject"]?.string } == ["ticket.service", "ticket.service.*"])
                for endpoint in endpoints {
                    #expect(
                        endpoint.object?.keys.sorted() == ["metadata", "name", "queue_group", "subject"])
                    #expect(endpoint["queue_group"]?.string == "ticket-service")
                    #expect(endpoint["metadata"]?.object != nil)
                }
                let stats = try await site.question("$SRV.STATS\(form)")
                #expect(stats["type"]?.string == "io.nats.micro.v1.stats_response")
                #expect(stats["started"]?.string.flatMap { Timestamp($0) } != nil)
                #expect(stats["id"]?.string == id)
            }
            // The case is kept: this is another service.
            await #expect(throws: NATSError.self) {
                try await site.question("$SRV.PING.Ticket-Service")
            }
        }
    }

    @Test("Requests, errors and times are counted for each endpoint")
    func counts() async throws {
        try await Site.run { site in
            let before = try await site.statistics()
            let first = try #require(before.first?["num_requests"]?.integer)
            for _ in 0..<3 { _ = try await site.ask(#"{"action":"stats","tenant_id":"acme"}"#) }
            _ = try await site.ask(#"{"action":"create","tenant_id":"acme","data":{}}"#)
            _ = try await site.ask(#"{"action":"create","data":{"title":"a"}}"#, on: "ticket.service.acme")
            let after = try await site.statistics()
            let (open, scoped) = (after[0], after[1])
            #expect(open["num_requests"]?.integer == first + 4)
            #expect(open["num_errors"] == 1)
            #expect(open["last_error"] == "400:title is required")
            #expect(scoped["num_requests"] == 1 && scoped["num_errors"] == 0)
            #expect(scoped["last_error"] == "")
            for endpoint in after {
                let total = try #require(endpoint["processing_time"]?.integer)
                let average = try #require(endpoint["average_processing_time"]?.integer)
                let number = try #require(endpoint["num_requests"]?.integer)
                #expect(total > 0 && average == total / number)
                let data = try #require(endpoint["data"])
                #expect(data["nats_connected"] == true && data["subscription_active"] == true)
                #expect(data["store"] == "memory" && data["tickets"] == 1)
                #expect(data["pending_events"]?.integer != nil)
                #expect(data["last_request_at"]?.string == site.desk.clock.now().description)
                let times = ["p50_us", "p95_us", "p99_us", "max_us"].compactMap { data[$0]?.number }
                #expect(times.count == 4 && times == times.sorted() && times[0] > 0)
                #expect(data["degraded"] == nil)
            }
        }
    }

    @Test("A stream that swallows requests makes it degraded until it is narrowed, without a restart")
    func clash() async throws {
        try await Site.run { site in
            try await eventually("it is healthy") {
                let survey = await site.survey()
                return survey.status == .healthy
                    && survey.json["instances"]?.array?.first?["data"]?["jetstream_available"] == true
            }
            try await site.client.jetStream.createStream([
                "name": "GREEDY", "subjects": ["ticket.service", "mine.a.>"], "num_replicas": 1,
            ])
            try await eventually("it is degraded") { await site.survey().status == .degraded }
            let reason = try #require(await site.survey().instances.first?.reasons.first)
            #expect(reason.contains("GREEDY") && reason.contains("setup-streams"))
            #expect(site.desk.lines.all.contains { $0.contains("degraded") && $0.contains("GREEDY") })
            // Requests are answered all the same.
            let reply = try await site.ask(#"{"action":"stats","tenant_id":"acme"}"#)
            #expect(try JSONValue(parsing: reply.payload)["success"] == true)
            _ = try await EventStream.repair(site.client)
            try await eventually("it is healthy again") { await site.survey().status == .healthy }
            #expect(site.desk.lines.all.contains { $0.contains("healthy again") })
        }
    }

    @Test("A bucket that was taken away is named, and a new one is served without a restart")
    func missingBucket() async throws {
        try await Site.run(durable: true) { site in
            try await eventually("it is healthy") { await site.survey().status == .healthy }
            #expect(!site.desk.lines.all.contains { $0.contains("\"degraded\"") })
            _ = try await site.question("$JS.API.STREAM.DELETE.KV_TICKETS")
            try await eventually("it says so", within: .seconds(15)) {
                await site.survey().instances.first?.reasons.contains {
                    $0.contains("bucket TICKETS is missing") && $0.contains("setup-streams")
                } ?? false
            }
            _ = try await TicketStreams.repair(site.client)
            try await eventually("it is healthy again", within: .seconds(20)) {
                await site.survey().status == .healthy
            }
            let reply = try await site.ask(#"{"action":"create","tenant_id":"acme","data":{"title":"a"}}"#)
            #expect(try JSONValue(parsing: reply.payload)["success"] == true)
        }
    }

    @Test("A store in memory without JetStream is healthy; each instance is asked, others are not counted")
    func survey() async throws {
        let server = try await NATSServer.start(usesJetStream: false)
        defer { server.stop() }
        try await withConnection(server.options) { connection in
            let silent = await HealthSurvey.ask("ticket-service", on: connection)
            #expect(silent.status == .unreachable && silent.json["error"]?.string != nil)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<2 {
                    let desk = try Desk()
                    let instance = ServiceInstance(desk.service, on: connection, log: desk.log)
                    group.addTask { try await instance.run() }
                }
                let other = ServiceInstance(try Desk().service, on: connection, name: "other")
                group.addTask { try await other.run() }
                try await eventually("both answer") {
                    await HealthSurvey.ask("ticket-service", on: connection).instances.count == 2
                }
                let survey = await HealthSurvey.ask("ticket-service", on: connection)
                #expect(survey.status == .healthy)
                #expect(Set(survey.instances.map(\.id)).count == 2)
                for instance in survey.json["instances"]?.array ?? [] {
                    #expect(instance["data"]?["jetstream_available"] == false)
                }
                group.cancelAll()
            }
        }
    }

    @Test("A subscription that the server refuses is told of, and taken again when it is allowed")
    func refusedSubscription() async throws {
        @Sendable func users(denying denied: String) -> String {
            """
            authorization { users: [
              { user: s, password: p, permissions: { subscribe: { deny: [\(denied)] } } }
            ] }
            """
        }
        let server = try await NATSServer.start(configuration: users(denying: "\"ticket.service\""))
        defer { server.stop() }
        let url = server.url.replacing("nats://", with: "nats://s:p@")
        try await withConnection(ConnectionOptions(servers: [url])) { connection in
            let desk = try Desk()
            let instance = ServiceInstance(desk.service, on: connection, log: desk.log)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await instance.run() }
                try await eventually("it says so") {
                    let survey = await HealthSurvey.ask("ticket-service", on: connection)
                    return survey.instances.first?.reasons.contains { $0.contains("refused") } ?? false
                }
                try await server.restart(configuration: users(denying: "\"nothing\""))
                let stats = Array(#"{"action":"stats","tenant_id":"acme"}"#.utf8)
                try await eventually("it serves", within: .seconds(20)) {
                    (try? await connection.request("ticket.service", stats, timeout: .seconds(1))) != nil
                }
                try await eventually("it is healthy", within: .seconds(20)) {
                    await HealthSurvey.ask("ticket-service", on: connection).status == .healthy
                }
                group.cancelAll()
            }
        }
    }

    @Test(
        "What an answer says of an instance's health",
        arguments: [
            (#"{"subscription_active":true}"#, []),
            (#"{"subscription_active":true,"degraded":["a","b"]}"#, ["a", "b"]),
            (#"{"subscription_active":false}"#, ["it takes no requests on s"]),
            ("null", ["it tells no health"]),
        ])
    func reading(data: String, reasons: [String]) throws {
        let endpoint = #"{"name":"e","subject":"s","num_requests":2,"num_errors":1,"data":\#(data)}"#
        let text =
            #"{"name":"x","id":"1","type":"io.nats.micro.v1.stats_response","endpoints":[\#(endpoint),\#(endpoint)]}"#
        let instance = try #require(InstanceHealth(statistics: Array(text.utf8), of: "x"))
        #expect(instance.reasons == reasons)
        #expect(instance.json["num_requests"] == 4 && instance.json["num_errors"] == 2)
        #expect(InstanceHealth(statistics: Array(text.utf8), of: "y") == nil)
        #expect(InstanceHealth(statistics: Array("no json".utf8), of: "x") == nil)
    }
}

extension Site {
    /// The first answer to a question of the services protocol.
    fileprivate func question(_ subject: String) async throws -> JSONValue {
        try JSONValue(parsing: await client.request(subject, [], timeout: .seconds(2)).payload)
    }

    /// The endpoints of `$SRV.STATS`.
    fileprivate func statistics() async throws -> [JSONValue] {
        try #require(try await question("$SRV.STATS.ticket-service")["endpoints"]?.array)
    }

    func survey() async -> HealthSurvey {
        await HealthSurvey.ask("ticket-service", on: client, window: .milliseconds(50))
    }
}
