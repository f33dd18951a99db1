import NATS
import Support
import Synchronization
import Testing
import TicketClient
import TicketService
import TicketWire

@Suite("The survey of all services", .serialized)
struct ServiceWatchTests {
    /// Runs an instance until it is cancelled, on a connection of its own; without a word at its end.
    private func instance(on server: NATSServer, named name: String = "ticket-service") async {
        let connection = Connection(ConnectionOptions(servers: [server.url], name: "service"))
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await connection.run() }
            group.addTask {
                try? await ServiceInstance(
                    Service(store: MemoryStore(), events: StreamEvents(connection)), on: connection,
                    name: name
                ).run()
            }
            await group.waitForAll()
        }
    }

    @Test("All instances answer each question; nobody answers where there are none")
    func survey() async throws {
        let server = try await NATSServer.start()
        defer { server.stop() }
        try await withConnection(ConnectionOptions(servers: [server.url])) { client in
            #expect(try await ServiceSurvey(client).ask(.ping).isEmpty)
            let instances = Task {
                await withTaskGroup(of: Void.self) { group in
                    for name in ["ticket-service", "ticket-service", "another"] {
                        group.addTask { await instance(on: server, named: name) }
                    }
                }
            }
            defer { instances.cancel() }
            try await eventually("three instances") { try await ServiceSurvey(client).ask(.ping).count == 3 }
            let ours = try await ServiceSurvey(client, of: "ticket-service").ask(.stats)
            #expect(ours.count == 2 && ours.allSatisfy { $0.roundTrip < .milliseconds(400) })
            #expect(ours.allSatisfy { $0.instance.statistics?.endpoints.first?.health?.store == "memory" })
            let keys = Set(ours.map(\.instance.identity.key))
            #expect(keys.count == 2)

            // Those that are known are not waited for any longer than they need.
            let start = ContinuousClock.now
            let infos = try await ServiceSurvey(client, of: "ticket-service").ask(
                .info, until: keys, within: .seconds(20))
            #expect(infos.count == 2 && ContinuousClock.now - start < .seconds(10))
            #expect(infos.allSatisfy { $0.instance.information?.endpoints.count == 2 })

            let one = try #require(keys.first)
            let answer = try await ServiceSurvey(client).ask(.ping, instance: one, within: .seconds(20))
            #expect(answer?.instance.identity.key == one)
            await #expect(throws: NATSError.self) {
                try await ServiceSurvey(client).ask(
                    .ping, instance: InstanceKey(service: "ticket-service", id: "nobody"))
            }
        }
    }

    @Test("Instances that come and go are told, and requests are counted by the second")
    func watch() async throws {
        let server = try await NATSServer.start()
        defer { server.stop() }
        try await withService(on: server) { client in
            let latest = Mutex<[WatchedInstance]>([])
            let watching = Task {
                await ServiceWatch(client, every: .milliseconds(600), keepsGone: .seconds(3)).run(
                    while: { true }
                ) { reading in
                    guard case .instances(let instances) = reading else { return }
                    latest.withLock { $0 = instances }
                }
            }
            defer { watching.cancel() }
            let second = Task { await instance(on: server) }
            defer { second.cancel() }
            try await eventually("two instances that say what they offer") {
                let seen = latest.withLock { $0 }
                return seen.count == 2 && seen.allSatisfy { $0.information != nil && $0.roundTrip != nil }
            }
            try await eventually("a rate above nothing") {
                for _ in 0..<20 {
                    _ = try await client.request(
                        "ticket.service", Array(#"{"action":"stats","tenant_id":"acme"}"#.utf8),
                        timeout: .seconds(5))
                }
                return latest.withLock { $0 }.contains { ($0.rate?.requests ?? 0) > 0 }
            }
            let keys = latest.withLock { $0 }.map(\.identity.key.id)
            #expect(keys == keys.sorted())

            second.cancel()
            try await eventually("one that is gone", within: .seconds(5)) {
                let seen = latest.withLock { $0 }
                return seen.count == 2 && seen.filter { $0.goneSince != nil }.count == 1
            }
            try await eventually("it is told of no more") { latest.withLock { $0 }.count == 1 }
        }
    }

    @Test("A lost server is said, and afterwards it is the same instance")
    func lostServer() async throws {
        let server = try await NATSServer.start()
        defer { server.stop() }
        try await withService(on: server) { client in
            let readings = Mutex<[ServiceWatch.Reading]>([])
            let watching = Task {
                await ServiceWatch(client, every: .milliseconds(500)).run(while: { true }) { reading in
                    readings.withLock { $0.append(reading) }
                }
            }
            defer { watching.cancel() }
            try await eventually("an instance") {
                readings.withLock {
                    if case .instances(let instances) = $0.last { instances.count == 1 } else { false }
                }
            }
            server.kill9()
            try await eventually("nobody can be asked") {
                readings.withLock { if case .unavailable = $0.last { true } else { false } }
            }
            try await server.restart()
            try await eventually("the same instance again", within: .seconds(20)) {
                readings.withLock {
                    guard case .instances(let instances) = $0.last else { return false }
                    return instances.count == 1 && instances[0].goneSince == nil
                }
            }
        }
    }
}
