import JSON
import NATS
import Support

/// A server with the service on it, and `ticketdeck` run against them.
struct Site {
    let server: NATSServer
    private let service: ChildProcess

    /// Starts both and waits until the service answers.
    static func open(
        _ version: NATSServerVersion = .debian, configuration: String = "", serviceOptions: [String] = []
    ) async throws -> Site {
        let server = try await NATSServer.start(version, configuration: configuration)
        let service = try await ChildProcess(
            Programs.service, ["--server", server.url, "--store", "memory"] + serviceOptions,
            log: server.directory.path + "/service.log")
        let site = Site(server: server, service: service)
        try await eventually("an answering service", within: .seconds(20)) {
            server.directory.read("service.log").contains("connected to")
                && server.directory.read("service.log").contains("TICKET_EVENTS")
        }
        return site
    }

    /// Runs `ticketdeck` with these arguments on the server.
    func run(_ arguments: String..., input: String = "") async throws -> ProgramResult {
        try await run(arguments, input: input)
    }

    /// Runs `ticketdeck` with these arguments on the server.
    func run(_ arguments: [String], input: String = "") async throws -> ProgramResult {
        try await Support.run([Programs.dashboard] + arguments + ["--server", server.url], input: input)
    }

    /// Creates a ticket and gives it as JSON.
    @discardableResult
    func create(_ title: String, tenant: String = "acme", _ more: String...) async throws -> JSONValue {
        let result = try await run(
            ["tickets", "create", "--tenant", tenant, "--title", title, "--output", "json"] + more)
        guard result.status == 0 else { throw SupportError("not created: \(result.error)") }
        return try JSONValue(parsing: result.output)
    }

    /// Every event as JSON, in the order of the stream.
    func events() async throws -> [JSONValue] {
        let result = try await run("events", "--from-sequence", "1", "--output", "json")
        return try result.output.lines.map { try JSONValue(parsing: $0) }
    }

    func close() {
        service.kill9()
        server.stop()
    }
}

extension String {
    /// The lines without their ends.
    var lines: [String] { split(separator: "\n").map(String.init) }
}
