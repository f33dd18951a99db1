import Cluster
import CommandOptions
import Dashboard
import Glibc
import NATS
import TicketClient
import TicketService
import TicketWire
import Tickets

// The ticket service in this process.
extension Backend {
    /// Runs the service against the servers that were named or found.
    func runEmbedded() async {
        board.change { $0.mode = .embedded }
        await serve(on: Connection(plan.settings.options), monitoring: plan.monitoring)
    }

    /// Runs the service against a server of its own; without the program for one, without any server.
    func runPrivate() async {
        board.change { $0.mode = .embeddedPrivate }
        let server = PrivateServer(PrivateServerOptions(directory: plan.folders.data + "/nats"))
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await server.run() }
            let ready = Task { () async throws(ClusterError) in try await server.ready() }
            group.addTask {
                await self.stopping.wait()
                ready.cancel()
            }
            do {
                let endpoint = try await ready.value
                await run(on: server, endpoint)
            } catch {
                await runInMemory(because: (error as? ClusterError)?.description ?? "")
            }
            group.cancelAll()
        }
    }

    /// Runs beside a private server: as one of its services, or, with tickets in memory, as the client of the
    /// dashboard that has them.
    private func run(on server: PrivateServer, _ endpoint: PrivateServerEndpoint) async {
        var options = ConnectionOptions(servers: [endpoint.clientURL], name: plan.settings.options.name)
        options.reconnectDelay = .milliseconds(50) ... .milliseconds(500)
        let connection = Connection(options)
        guard case .joined = server.state else {
            return await serve(on: connection, monitoring: [endpoint.monitoringURL])
        }
        board.change { $0.note = "shares the server of another dashboard on this data directory" }
        switch plan.store {
        case .jetstream: await serve(on: connection, monitoring: [endpoint.monitoringURL])
        case .memory:
            await ask(through: connection, monitoring: [endpoint.monitoringURL]) {
                // The other dashboard ended and the server is now ours: so is the service.
                for await state in server.states() {
                    guard case .running = state else { continue }
                    await self.takeOver(on: connection)
                }
            }
        }
    }

    /// Serves in this process, and asks the service directly.
    private func serve(on connection: Connection, monitoring: [String]) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await connection.run() }
            group.addTask { await self.watchLink(connection) }
            group.addTask { await self.pollNodes(connection, self.monitor(connection, monitoring)) }
            let store = await store(on: connection)
            let service = Service(store: store, events: StreamEvents(connection), log: serviceLog)
            let instance = ServiceInstance(
                service, on: connection, name: plan.settings.serviceName, log: serviceLog)
            source.decide(TicketClient(DirectTransport(service), actor: plan.actor))
            group.addTask { await self.askServices(connection, own: instance.id) }
            group.addTask { await self.probeService() }
            group.addTask { await self.follow(service, on: connection) }
            group.addTask { try? await instance.run() }
            await stopping.wait()
            await instance.drain(within: .seconds(2))
            group.cancelAll()
            await connection.close()
        }
    }

    /// The store that was asked for; the memory when the servers have nothing else.
    private func store(on connection: Connection) async -> any TicketStore {
        let durable = JetStreamStore(connection, log: serviceLog)
        guard plan.store == .jetstream else {
            board.change { $0.note = Backend.memoryNote }
            return MemoryStore()
        }
        // Servers that do not answer yet may have it.
        guard (try? await connection.connected(within: .seconds(3))) != nil,
            await TicketStreams.areImpossible(on: connection)
        else { return durable }
        board.change { $0.note = "the server has no JetStream: " + Backend.memoryNote }
        return MemoryStore()
    }

    /// Follows what others and this service change, and the events.
    private func follow(_ service: Service, on connection: Connection) async {
        await withTaskGroup(of: Void.self) { group in
            if let store = service.store as? MemoryStore {
                group.addTask { await self.followChanges(of: store) }
                if await TicketStreams.areImpossible(on: connection) {
                    await self.followEvents(of: service)
                } else {
                    await self.followStream(connection)
                }
            } else {
                group.addTask { await self.followChanges(connection) }
                await self.followStream(connection)
            }
        }
    }

    private func takeOver(on connection: Connection) async {
        let service = Service(store: MemoryStore(), events: StreamEvents(connection), log: serviceLog)
        let instance = ServiceInstance(
            service, on: connection, name: plan.settings.serviceName, log: serviceLog)
        board.change { $0.note = Backend.memoryNote }
        try? await instance.run()
    }

    /// Serves without any server: nothing outlives the process.
    private func runInMemory(because reason: String) async {
        board.change {
            $0.mode = .memory
            $0.note = reason
            $0.link = .connected
            $0.service = .answering
        }
        let store = MemoryStore()
        let service = Service(store: store, log: serviceLog)
        let local = LocalEvents(service)
        source.decide(TicketClient(DirectTransport(service), actor: plan.actor))
        queue.post(.feedReset)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.followChanges(of: store) }
            group.addTask { await local.run() }
            group.addTask { await self.askNoServices() }
            group.addTask { await self.followEvents(of: service) }
            await stopping.wait()
            group.cancelAll()
        }
    }

    private static let memoryNote = "tickets are kept in memory: they end with this program"

    /// The service's log lines go to the program's log file.
    private var serviceLog: ServiceLog {
        let level = TicketService.LogLevel(rawValue: plan.settings.logLevel.rawValue) ?? .info
        return ServiceLog(level: level, service: plan.settings.serviceName, sink: log.write)
    }
}

// What the service in this process tells.
extension Backend {
    private func followChanges(of store: MemoryStore) async {
        let backlog = store.projection.follow(limit: 10_000)
        var dropped = 0
        while case let changes = await backlog.next(atMost: 256), !changes.isEmpty {
            if backlog.dropped > dropped {
                dropped = backlog.dropped
                queue.post(.feedReset)
            }
            for logged in changes where logged.change.ticket.tenant == tenants.current {
                queue.post(.changed(logged.change))
            }
        }
    }
}

/// Requests to a service in the same process.
struct DirectTransport: TicketTransport {
    private let service: Service

    init(_ service: Service) { self.service = service }

    func send(_ request: [UInt8], tenant: Tenant?) async throws(ClientError) -> [UInt8] {
        await service.handle(request).payload
    }
}
