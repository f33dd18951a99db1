import Glibc
import JSON
import Support
import Testing

extension DoorTests {
    /// The built program.
    @Suite struct ProgramTests {
        /// The program on a server, with a service or without.
        private static func start(
            _ server: NATSServer, _ port: UInt16, _ options: [String] = []
        ) async throws -> ChildProcess {
            let program = try await ChildProcess(
                Programs.api, ["--server", server.url, "--port", String(port)] + options,
                log: server.directory.path + "/api.log")
            try await eventually("the API listens") { Loopback.get("/healthz", port: port) != nil }
            return program
        }

        @Test func itStopsInOrderWithEverythingOpen() async throws {
            let server = try await NATSServer.start()
            defer { server.stop() }
            let service = try await ChildProcess(
                Programs.service, ["--server", server.url], log: server.directory.path + "/service.log")
            defer { service.kill9() }
            let port = Loopback.freePort()
            let api = try await Self.start(server, port)
            try await eventually("an answering service") {
                guard try await ask(Int(port), "GET", "/readyz").status == 200 else { return false }
                return try await ask(Int(port), "GET", "/api/v1/tickets").status == 200
            }
            try await eventually("events") {
                let client = try await blocking { try EventClient(Int(port)) }
                return client.head.status == 200
            }
            let stream = try await blocking { try EventClient(Int(port)) }
            // One that says nothing, one between two requests, one in the middle of a body.
            let (silent, idle, half) = try await blocking {
                let connections = try (0..<3).map { _ in try WebConnection(port: Int(port)) }
                try connections[1].send("GET", "/healthz")
                _ = try connections[1].reply()
                try connections[2].send(
                    "POST", "/api/v1/tickets", ["X-Tenant-ID": "acme", "Content-Length": "50"])
                return (connections[0], connections[1], connections[2])
            }
            let start = ContinuousClock.now
            api.signal(SIGTERM)
            try await blocking { while try stream.block() != nil {} }
            try await blocking { for connection in [silent, idle, half] { try connection.readToEnd() } }
            try await eventually("the program's end", within: .seconds(10)) { !api.isRunning }
            #expect(ContinuousClock.now - start < .seconds(12))
            let log = server.directory.read("api.log")
            #expect(log.contains("\"message\":\"stopped\""), "\(log)")
        }

        @Test func itsLogIsJSONAndHoldsNothingOfTheTickets() async throws {
            let server = try await NATSServer.start()
            defer { server.stop() }
            let service = try await ChildProcess(
                Programs.service, ["--server", server.url], log: server.directory.path + "/service.log")
            defer { service.kill9() }
            let port = Loopback.freePort()
            let api = try await Self.start(server, port, ["--log-level", "debug"])
            defer { api.kill9() }
            try await eventually("an answering service") {
                try await ask(Int(port), "GET", "/api/v1/tickets").status == 200
            }
            _ = try await ask(
                Int(port), "POST", "/api/v1/tickets", ["X-Tenant-ID": "acme", "X-Request-ID": "r-7"],
                body: #"{"title":"secret words"}"#)
            _ = try await ask(Int(port), "GET", "/api/v1/tickets?search=secret")
            _ = try await ask(Int(port), "GET", "/secret")
            try await eventually("the log is written") {
                server.directory.read("api.log").contains("GET other")
            }
            let log = server.directory.read("api.log")
            #expect(!log.contains("secret"))
            let lines = try log.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
            #expect(lines.allSatisfy { $0["service"] == "ticket-api" && $0["timestamp"]?.string != nil })
            let done = try #require(lines.first { $0["request_id"] == "r-7" })
            #expect(done["level"] == "debug" && done["tenant_id"] == "acme")
            #expect(done["action"] == "POST /api/v1/tickets" && done["duration_ms"]?.number != nil)
        }

        @Test func wrongUsageIsSaid() async throws {
            for arguments in [
                ["--port", "70000"], ["--port", "x"], ["--max-connections", "0"],
                ["--tenant-header", "not a name"],
                ["--unknown"],
            ] {
                let result = try await Support.run([Programs.api] + arguments)
                #expect(result.status == 64, "\(arguments)")
                #expect(!result.error.isEmpty)
            }
            let version = try await Support.run([Programs.api, "--version"])
            #expect(version.status == 0 && version.output.contains("."))
        }

        @Test func aPortThatIsTakenIsSaid() async throws {
            let server = try await NATSServer.start()
            defer { server.stop() }
            let result = try await Support.run(
                [Programs.api, "--server", server.url, "--port", String(server.port)])
            #expect(result.status == 1)
            #expect(result.error.contains("cannot listen on 127.0.0.1:\(server.port)"), "\(result.error)")
        }

        @Test func theTenantsHeaderCanBeAnother() async throws {
            let server = try await NATSServer.start()
            defer { server.stop() }
            let port = Loopback.freePort()
            let api = try await Self.start(server, port, ["--tenant-header", "X-Customer"])
            defer { api.kill9() }
            let usual = try await ask(Int(port), "GET", "/api/v1/tickets")
            #expect(usual.status == 400 && usual.text.contains("X-Customer"))
            #expect(try await ask(Int(port), "GET", "/api/v1/tickets", ["X-Customer": "acme"]).status == 503)
        }
    }
}
