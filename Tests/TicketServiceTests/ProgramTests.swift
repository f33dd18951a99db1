import Glibc
import JSON
import NATS
import Support
import Testing
import TicketService
import TicketWire
import Tickets

@Suite("ticket-svc", .serialized)
struct ProgramTests {
    /// A client on a server, while a body runs.
    private func withClient(
        _ server: NATSServer, _ body: @escaping @Sendable (Connection) async throws -> Void
    ) async throws {
        let client = Connection(ConnectionOptions(servers: [server.url]))
        try await withThrowingTaskGroup { group in
            group.addTask { await client.run() }
            _ = try await client.connected(within: .seconds(10))
            try await body(client)
            group.cancelAll()
        }
    }

    private func waitUntilItAnswers(_ client: Connection) async throws {
        let stats = Array(#"{"action":"stats","tenant_id":"acme"}"#.utf8)
        try await eventually("ticket-svc answers", within: .seconds(20)) {
            (try? await client.request("ticket.service", stats, timeout: .seconds(1))) != nil
        }
    }

    @Test("SIGTERM: everything taken is answered and published, then exit 0", arguments: [SIGTERM, SIGINT])
    func drain(signal: Int32) async throws {
        let server = try await NATSServer.start()
        defer { server.stop() }
        let program = try await ServiceProgram(["-s", server.url, "--log-level", "debug"])
        try await withClient(server) { client in
            try await waitUntilItAnswers(client)
            let answered = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<400 {
                    let title = "SECRET \(number)"
                    let body =
                        #"{"action":"create","tenant_id":"acme","actor":"HIDDEN","request_id":"r-\#(number)","#
                        + #""data":{"title":"\#(title)","description":"SECRET"}}"#
                    group.addTask { try await ask(client, body) }
                    // These are under way for a second.
                    if number % 40 == 0 {
                        let slow = #"{"action":"stats","tenant_id":"acme","min_sequence":100000}"#
                        group.addTask { try await ask(client, slow) }
                    }
                }
                group.addTask {
                    try await eventually("some are done") { program.log.contains("event published") }
                    program.signal(signal)
                    return 0
                }
                return try await group.reduce(0, +)
            }
            #expect(try await program.exitStatus() == 0)
            #expect(answered > 0)
            let info = try await client.jetStream.streamInfo(Subjects.eventStream)
            #expect(info?["state"]?["messages"]?.integer == Int64(answered))
        }
        let log = program.log
        #expect(!log.contains("SECRET") && !log.contains("HIDDEN"))
        #expect(log.contains("drain"))
        for line in log.split(separator: "\n") {
            let json = try JSONValue(parsing: String(line))
            #expect(json["timestamp"]?.string.flatMap { Timestamp($0) } != nil)
            #expect(json["level"]?.string != nil && json["message"]?.string != nil)
            #expect(json["service"]?.string == "ticket-service")
        }
    }

    /// 1 for a creation that was done, 0 for a request that was refused or never taken; a request that
    /// was taken and not answered ends in a timeout, which is thrown.
    private func ask(_ client: Connection, _ body: String) async throws -> Int {
        do {
            let reply = try await client.request("ticket.service", Array(body.utf8), timeout: .seconds(8))
            return reply.headers.isEmpty ? 1 : 0
        } catch  where error.code == .noResponders { return 0 }
    }

    @Test("It waits for a server and shows no password; its log goes on")
    func lateServer() async throws {
        let server = try NATSServer(configuration: "authorization { user: u, password: sekret }")
        defer { server.stop() }
        let url = server.url.replacing("nats://", with: "nats://u:sekret@")
        let program = try await ServiceProgram(["serve", "-s", url])
        try await eventually("it says that it waits") { program.log.contains("no server yet") }
        try await server.start()
        try await eventually("it is connected", within: .seconds(20)) { program.log.contains("connected to") }
        try await eventually("the stream is there") { program.log.contains("TICKET_EVENTS created") }
        #expect(!program.log.contains("sekret"))
        program.signal(SIGTERM)
        #expect(try await program.exitStatus() == 0)
    }

    @Test("SIGTERM while there is no server ends it as well")
    func neverAServer() async throws {
        let program = try await ServiceProgram(["-s", "nats://127.0.0.1:1"])
        try await eventually("it says that it waits") { program.log.contains("no server yet") }
        program.signal(SIGTERM)
        #expect(try await program.exitStatus() == 0)
    }

    @Test("setup-streams says what it did, and does it once")
    func setupStreams() async throws {
        let server = try await NATSServer.start()
        defer { server.stop() }
        let first = try await ServiceProgram(["setup-streams", "-s", server.url])
        #expect(try await first.exitStatus() == 0)
        #expect(
            first.output
                == "created the bucket TICKETS, replicas 1\ncreated the stream TICKET_EVENTS, replicas 1\n")
        let second = try await ServiceProgram(["setup-streams", "-s", server.url])
        #expect(try await second.exitStatus() == 0)
        #expect(
            second.output
                == "the bucket TICKETS is as it should be\nthe stream TICKET_EVENTS is as it should be\n")
        #expect(second.log.isEmpty)
    }

    @Test("health tells of all instances and ends with 0, 1 or 2")
    func health() async throws {
        let server = try await NATSServer.start()
        defer { server.stop() }
        let nobody = try await health(of: server, exits: 2)
        #expect(nobody["status"] == "unreachable" && nobody["instances"] == [])
        let services = [
            try await ServiceProgram(["-s", server.url]), try await ServiceProgram(["-s", server.url]),
        ]
        try await withClient(server) { client in
            try await eventually("both answer", within: .seconds(20)) {
                let survey = await HealthSurvey.ask("ticket-service", on: client)
                return survey.json["status"] == "healthy" && survey.json["instances"]?.array?.count == 2
            }
            let healthy = try await health(of: server, exits: 0)
            #expect(healthy["status"] == "healthy" && healthy["instances"]?.array?.count == 2)
            #expect(healthy["instances"]?.array?.first?["data"]?["store"] == "jetstream")
            try await client.jetStream.createStream([
                "name": "GREEDY", "subjects": ["ticket.service", "mine.a.>"], "num_replicas": 1,
            ])
            try await eventually("they see it", within: .seconds(20)) {
                services.allSatisfy { $0.log.contains("GREEDY") }
            }
            let degraded = try await health(of: server, exits: 1)
            #expect(degraded["status"] == "degraded")
            let repair = try await ServiceProgram(["setup-streams", "-s", server.url])
            #expect(try await repair.exitStatus() == 0)
            try await eventually("they see that", within: .seconds(20)) {
                let survey = await HealthSurvey.ask("ticket-service", on: client)
                return survey.json["status"] == "healthy" && survey.json["instances"]?.array?.count == 2
            }
            #expect(services.allSatisfy { $0.log.contains("healthy again") })
            _ = try await health(of: server, exits: 0)
        }
        let elsewhere = try await ServiceProgram(["health", "-s", server.url, "--service-name", "other"])
        #expect(try await elsewhere.exitStatus() == 2)
        #expect(try JSONValue(parsing: elsewhere.output)["service"] == "other")
        #expect(elsewhere.log.contains("no service named other answers"))
        for service in services { service.signal(SIGTERM) }
        for service in services { #expect(try await service.exitStatus() == 0) }
    }

    /// What `ticket-svc health` prints: one line with one object.
    private func health(of server: NATSServer, exits status: Int) async throws -> JSONValue {
        let program = try await ServiceProgram(["health", "-s", server.url])
        #expect(try await program.exitStatus() == status, "\(program.output)")
        #expect(program.output.count { $0 == "\n" } == 1)
        #expect(program.log.isEmpty == (status == 0))
        return try JSONValue(parsing: program.output)
    }

    @Test(
        "Wrong usage ends with 64, no server with 2, help and version with 0",
        arguments: [
            (["--help"], 0), (["--version"], 0), (["setup-streams", "--help"], 0), (["health", "--help"], 0),
            (["--bogus"], 64), (["--store", "disk"], 64), (["--replicas", "9"], 64),
            (["--log-level", "loud"], 64), (["setup-streams", "-s", "nats://127.0.0.1:1"], 2),
        ])
    func exitStatus(arguments: [String], status: Int) async throws {
        let program = try await ServiceProgram(arguments)
        #expect(try await program.exitStatus() == status)
        #expect(program.log.isEmpty == (status == 0))
        #expect(program.output.isEmpty == (status != 0))
    }

    @Test("The help of the program names the options and where all of them are told")
    func help() async throws {
        let program = try await ServiceProgram(["--help"])
        #expect(try await program.exitStatus() == 0)
        for word in ["--server", "--store", "--replicas", "ticket-svc serve --help"] {
            #expect(program.output.contains(word), "\(word)")
        }
        let serve = try await ServiceProgram(["serve", "--help"])
        #expect(try await serve.exitStatus() == 0)
        #expect(serve.output.contains("CONNECTION:") && serve.output.contains("--creds"))
    }

    @Test(
        "A wrong value is said to stand where it stands: in the option or in the environment",
        arguments: [
            (["--store", "disk"], "TICKET_STORE=memory", "--store"),
            ([], "TICKET_STORE=disk", "TICKET_STORE"),
            (["--replicas", "9"], "TICKET_REPLICAS=1", "--replicas"),
            (["setup-streams"], "TICKET_REPLICAS=none", "TICKET_REPLICAS"),
        ])
    func wrongValue(arguments: [String], variable: String, named: String) async throws {
        let program = try await ServiceProgram(arguments, environment: [variable])
        #expect(try await program.exitStatus() == 64)
        #expect(program.log.hasPrefix("ticket-svc: \(named): "), "\(program.log)")
    }
}
