import JSON
import NATS
import Support
import Testing
import TicketService
import TicketWire
import Tickets

/// A service instance and a client on a real server.
struct Site: Sendable {
    let server: NATSServer
    let desk: Desk
    let instance: ServiceInstance
    let client: Connection

    /// Runs a body beside a service that is ready; everything is stopped afterwards.
    static func run(
        server: NATSServer? = nil, durable: Bool = false,
        _ body: @escaping @Sendable (Site) async throws -> Void
    ) async throws {
        let running: NATSServer
        if let server { running = server } else { running = try await NATSServer.start() }
        defer { if server == nil { running.stop() } }
        let connection = Connection(ConnectionOptions(servers: [running.url], name: "service"))
        let desk = try Desk(on: connection, durable: durable)
        let client = Connection(ConnectionOptions(servers: [running.url], name: "client"))
        let instance = ServiceInstance(desk.service, on: connection, log: desk.log)
        let site = Site(server: running, desk: desk, instance: instance, client: client)
        try await withThrowingTaskGroup { group in
            group.addTask { await connection.run() }
            group.addTask { await client.run() }
            group.addTask { try await instance.run() }
            try await site.waitUntilReady()
            try await body(site)
            group.cancelAll()
        }
    }

    private func waitUntilReady() async throws {
        _ = try await client.connected(within: .seconds(10))
        try await eventually("the service answers") {
            (try? await client.request(
                "ticket.service", Array(#"{"action":"stats","tenant_id":"acme"}"#.utf8), timeout: .seconds(1)))
                != nil
        }
        try await eventually("the stream is there") {
            try await client.jetStream.streamInfo(Subjects.eventStream) != nil
        }
    }

    /// The reply to a body, by way of the server.
    func ask(_ body: String, on subject: String = "ticket.service") async throws -> Message {
        try await client.request(subject, Array(body.utf8), timeout: .seconds(5))
    }

    /// The stored events, as many as there are.
    func storedEvents() async throws -> [StoredMessage] {
        let info = try await client.jetStream.streamInfo(Subjects.eventStream)
        let last = info?["state"]?["last_seq"]?.integer ?? 0
        var messages: [StoredMessage] = []
        for sequence in stride(from: 1, through: UInt64(last), by: 1) {
            let message = try await client.jetStream.message(stream: Subjects.eventStream, sequence: sequence)
            if let message { messages.append(message) }
        }
        return messages
    }
}
