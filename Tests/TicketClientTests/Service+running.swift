import NATS
import Support
import TicketService

/// Runs a service on a server; the body gets another connection to it, as the same user.
func withService(
    on server: NATSServer, credentials: Credentials = .none,
    _ body: @escaping @Sendable (Connection) async throws -> Void
) async throws {
    var options = ConnectionOptions(servers: [server.url], name: "service")
    options.credentials = credentials
    let client = options
    try await withConnection(options) { serving in
        let instance = ServiceInstance(
            Service(store: MemoryStore(), events: StreamEvents(serving)), on: serving)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await instance.run() }
            try await withConnection(client) { connection in
                try await eventually("an answering service") {
                    (try? await connection.request("ticket.service", [], timeout: .seconds(1))) != nil
                }
                try await body(connection)
            }
            await instance.drain(within: .seconds(2))
            try await group.waitForAll()
        }
    }
}
