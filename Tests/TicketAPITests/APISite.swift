import Cluster
import JSON
import NATS
import Support
import TicketAPI

/// A server with a service on it, both real processes, and the HTTP server in this one.
struct APISite: Sendable {
    let server: NATSServer
    let connection: Connection
    let port: Int

    /// Starts everything, waits until the service answers, and ends it after the body.
    ///
    /// - Parameter hasService: whether there is a service at all.
    static func with<Value: Sendable>(
        _ options: APIOptions = APIOptions(), hasService: Bool = true, configuration: String = "",
        _ body: @escaping @Sendable (APISite) async throws -> Value
    ) async throws -> Value {
        var options = options
        options.port = 0
        return try await NATSServer.with(configuration: configuration) { [options] server, connection in
            let service = try await hasService ? serve(server) : nil
            defer { service?.kill9() }
            let monitor = NodeMonitor(servers: [server.url], monitoring: [server.monitoringURL])
            guard let api = APIServer(connection, options, monitor: monitor) else {
                throw SupportError("no API server with these options")
            }
            return try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await api.run() }
                guard let port = await api.port() else { throw SupportError("the API does not listen") }
                let site = APISite(server: server, connection: connection, port: port)
                if hasService { try await site.waitUntilReady() }
                do {
                    let value = try await body(site)
                    await api.stop()
                    return value
                } catch {
                    await api.stop()
                    throw error
                }
            }
        }
    }

    private static func serve(_ server: NATSServer) async throws -> ChildProcess {
        try await ChildProcess(
            Programs.service, ["--server", server.url], log: server.directory.path + "/service.log")
    }

    /// Waits until tickets can be listed and events be read.
    func waitUntilReady() async throws {
        try await eventually("an answering service", within: .seconds(20)) {
            guard try await ask(port, "GET", "/readyz").status == 200 else { return false }
            guard try await ask(port, "GET", "/api/v1/tickets").status == 200 else { return false }
            let stream = try? await connection.jetStream.streamInfo("TICKET_EVENTS")
            return (stream ?? nil) != nil
        }
    }

    /// Makes a ticket and gives it.
    @discardableResult
    func create(_ title: String, tenant: String = "acme", description: String = "") async throws -> JSONValue
    {
        let body: JSONValue = ["title": .string(title), "description": .string(description)]
        let reply = try await ask(port, "POST", "/api/v1/tickets", ["X-Tenant-ID": tenant], body: body.text)
        guard reply.status == 201, let ticket = try reply.json["data"] else {
            throw SupportError("not created: \(reply.status) \(reply.text)")
        }
        return ticket
    }

    /// The value of a metric's sample.
    func metric(_ sample: String) async throws -> Double? {
        let page = try await ask(port, "GET", "/metrics").text
        let line = page.split(separator: "\n").first { $0.hasPrefix(sample + " ") }
        return line.flatMap { Double($0.dropFirst(sample.count + 1)) }
    }
}
