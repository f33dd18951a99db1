import JSON
import NATS
import Support

/// A server, the service on it, and a client of it.
struct Office {
    let server: NATSServer
    let service: ServiceProcess
    let connection: Connection
    private let run: Task<Void, Never>

    static func open() async throws -> Office {
        let server = try await NATSServer.start()
        let service = try await ServiceProcess.start(on: server)
        let connection = Connection(ConnectionOptions(servers: [server.url], name: "another client"))
        let run = Task { await connection.run() }
        _ = try await connection.connected(within: .seconds(10))
        try await eventually("an answering service") {
            (try? await Office.ask(connection, ["action": "list", "tenant_id": "acme"])) != nil
        }
        return Office(server: server, service: service, connection: connection, run: run)
    }

    /// Creates a ticket as any NATS client would.
    func create(_ title: String) async throws {
        _ = try await Office.ask(
            connection, ["action": "create", "tenant_id": "acme", "data": ["title": .string(title)]])
    }

    /// Changes the only ticket of a title as another person would.
    func change(_ title: String, as actor: String, _ changes: [String: String]) async throws {
        let found = try await Office.ask(
            connection, ["action": "list", "tenant_id": "acme", "data": ["search": .string(title)]])
        guard let id = found["data"]?.array?.first?["id"] else { throw SupportError("no ticket \(title)") }
        var data = JSONObject([("id", id)])
        for (field, value) in changes { data[field] = .string(value) }
        _ = try await Office.ask(
            connection,
            ["action": "update", "tenant_id": "acme", "actor": .string(actor), "data": .object(data)])
    }

    func close() async {
        await connection.close()
        await run.value
        await service.stop()
        server.stop()
    }

    private static func ask(_ connection: Connection, _ request: JSONValue) async throws -> JSONValue {
        let reply = try await connection.request("ticket.service", request.encoded, timeout: .seconds(5))
        let json = try JSONValue(parsing: reply.payload)
        guard json["success"]?.bool == true else { throw SupportError("refused: \(json.text)") }
        return json
    }
}

/// The built `ticket-svc` as a process.
struct ServiceProcess {
    private let process: ChildProcess

    static func start(on server: NATSServer) async throws -> ServiceProcess {
        ServiceProcess(
            process: try await ChildProcess(
                Programs.service, ["--server", server.url, "--store", "memory"],
                log: server.directory.path + "/service.log"))
    }

    /// Ends it as a crash would.
    func kill9() { process.kill9() }

    func stop() async {
        process.signal(15)
        try? await eventually("the service's end") { !process.isRunning }
    }
}
