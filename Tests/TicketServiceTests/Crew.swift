import JSON
import NATS
import Support
import TicketService
import TicketWire
import Tickets

/// Several instances of the durable service in one queue group.
struct Crew: Sendable {
    let desks: [Desk]
    let instances: [ServiceInstance]
    let connections: [Connection]

    /// Runs a body beside instances that are ready; everything is stopped afterwards.
    @discardableResult
    static func run<Value: Sendable>(
        _ count: Int, _ urls: [String], durable: Bool = true,
        _ body: @escaping @Sendable (Crew) async throws -> Value
    ) async throws -> Value {
        let connections = (0..<count).map { number in
            // Each on another server, as far as there are that many.
            let own = urls[number % urls.count]
            return Connection(
                ConnectionOptions(servers: [own] + urls.filter { $0 != own }, name: "instance \(number)"))
        }
        let desks = try connections.map { try Desk(on: $0, durable: durable) }
        let instances = zip(desks, connections).map { ServiceInstance($0.service, on: $1, log: $0.log) }
        let crew = Crew(desks: desks, instances: instances, connections: connections)
        return try await withThrowingTaskGroup { group in
            for connection in connections { group.addTask { await connection.run() } }
            for instance in instances { group.addTask { try await instance.run() } }
            for desk in desks {
                try await eventually("the tickets are loaded", within: .seconds(30)) {
                    (try? desk.store.checkReadable()) != nil
                }
            }
            let value = try await body(crew)
            group.cancelAll()
            return value
        }
    }

    /// The server that leads a stream.
    func leader(of stream: String) async throws -> String? {
        try await connections[0].jetStream.streamInfo(stream)?["cluster"]?["leader"]?.string
    }
}
