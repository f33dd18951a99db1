import Glibc
import NATS
import Support
import Synchronization
import Testing
import TicketService
import TicketWire
import Tickets

/// A cluster of three servers with three instances of the service, all of them processes that can die.
final class Site: Sendable {
    /// How long a storm lasts.
    static var duration: Duration {
        let text = unsafe getenv("FAULT_SECONDS").map { unsafe String(cString: $0) }
        return .seconds(text.flatMap { Int($0) } ?? 12)
    }

    let cluster: NATSCluster
    private let directory: TemporaryDirectory
    private let instances = Mutex<[Int: ChildProcess]>([:])
    private let killed = Mutex(0)

    init(_ version: NATSServerVersion) async throws {
        directory = try TemporaryDirectory()
        cluster = try await NATSCluster(version)
        for number in 0..<3 { try await startInstance(number) }
        try await withConnection(options) { try await self.waitUntilAnswered($0) }
    }

    /// How often something was killed.
    var kills: Int { killed.withLock { $0 } }

    var options: ConnectionOptions { ConnectionOptions(servers: cluster.urls, name: "faults") }

    func stop() {
        instances.withLock { $0 = [:] }
        cluster.stop()
    }

    private func startInstance(_ number: Int) async throws {
        let urls = cluster.urls[number...] + cluster.urls[..<number]
        let program = try await ChildProcess(
            Programs.service, ["--server", urls.joined(separator: ","), "--log-level", "info"],
            log: directory.path + "/instance-\(number).log")
        instances.withLock { $0[number] = program }
    }

    private func waitUntilAnswered(_ connection: Connection) async throws {
        let stats = Array(#"{"action":"stats","tenant_id":"acme"}"#.utf8)
        try await eventually("the service answers", within: .seconds(60)) {
            let reply = try? await connection.request("ticket.service", stats, timeout: .seconds(1))
            return reply.map { $0.headers["Nats-Service-Error-Code"] == nil } ?? false
        }
    }
}

// The storm.
extension Site {
    /// Many write while instances and servers are killed; what the writers were told.
    func storm(for duration: Duration) async throws -> [Command] {
        let end = ContinuousClock.now + duration
        return try await withConnection(options) { connection in
            try await withThrowingTaskGroup(of: [Command].self) { group in
                for number in 0..<12 {
                    group.addTask { await Writer(number, connection).run(until: end) }
                }
                group.addTask {
                    try await self.killInstances(until: end)
                    return []
                }
                group.addTask {
                    try await self.killServers(until: end)
                    return []
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
        }
    }

    private func killInstances(until end: ContinuousClock.Instant) async throws {
        while ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(Int.random(in: 300...1500)))
            let number = Int.random(in: 0..<3)
            let victim = instances.withLock { $0.removeValue(forKey: number) }
            victim?.kill9()
            killed.withLock { $0 += 1 }
            try await Task.sleep(for: .milliseconds(Int.random(in: 50...800)))
            try await startInstance(number)
        }
    }

    /// One server at a time: two of three must be there for anything to be acknowledged.
    private func killServers(until end: ContinuousClock.Instant) async throws {
        while ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(Int.random(in: 1000...3000)))
            let node = cluster.nodes[Int.random(in: 0..<3)]
            node.kill9()
            killed.withLock { $0 += 1 }
            try await Task.sleep(for: .milliseconds(Int.random(in: 200...2000)))
            try await node.launch()
            try await node.waitUntilReady(within: .seconds(60))
        }
    }

    /// Waits until everything runs again and nobody is still at something that began in the storm.
    func calm() async throws {
        try await withConnection(options) { connection in
            try await self.waitUntilAnswered(connection)
            try await eventually("both streams have a leader", within: .seconds(60)) {
                let log = try? await connection.jetStream.streamInfo("KV_TICKETS", timeout: .seconds(1))
                let events = try? await connection.jetStream.streamInfo("TICKET_EVENTS", timeout: .seconds(1))
                return log != nil && events != nil
            }
        }
    }
}

// What is there afterwards.
extension Site {
    /// Every record of the log, in its order.
    func records() async throws -> [TicketRecord] {
        try await messages("KV_TICKETS").filter { $0.subject.hasPrefix("$KV.TICKETS.t.") }
            .map { try TicketRecord(decoding: $0.payload) }
    }

    /// Every event, once there are as many as there should be, or no more come.
    func events(atLeast count: Int) async throws -> [TicketEvent] {
        try? await eventually("all events are told", within: .seconds(20)) {
            try await messages("TICKET_EVENTS").count >= count
        }
        return try await messages("TICKET_EVENTS").map { try TicketEvent(decoding: $0.payload) }
    }

    private func messages(_ stream: String) async throws -> [StoredMessage] {
        try await withConnection(options) { connection in
            try await withDeadline(.seconds(60)) {
                var messages: [StoredMessage] = []
                for await delivery in connection.jetStream.consume(ConsumerOptions(stream: stream)) {
                    guard case .message(let message) = delivery else { continue }
                    messages.append(message)
                    if message.pending == 0 { break }
                }
                return messages
            }
        }
    }
}
