import CommandOptions
import Dashboard
import NATS
import TicketClient
import Tickets

extension Backend {
    /// Settles on a mode and runs it until `stop`; what was started here is ended before it returns.
    func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.alerts.run() }
            await self.runMode()
            group.cancelAll()
        }
    }

    private func runMode() async {
        switch plan.mode {
        case .remote: await runRemote()
        case .embedded where plan.settings.serversWereNamed: await runEmbedded()
        case .embedded: await runPrivate()
        case .auto where plan.settings.serversWereNamed: await runRemote()
        case .auto:
            switch await look() {
            case .service: await runRemote()
            case .serverOnly: await runEmbedded()
            case .nothing: await runPrivate()
            }
        }
    }

    private enum Sighting { case service, serverOnly, nothing }

    /// What answers on the default servers within half a second.
    private func look() async -> Sighting {
        var options = plan.settings.options
        options.connectTimeout = .milliseconds(500)
        let connection = Connection(options)
        return await withTaskGroup(of: Void.self) { group in
            group.addTask { await connection.run() }
            let sighting = await look(through: connection)
            await connection.close()
            await group.waitForAll()
            return sighting
        }
    }

    private func look(through connection: Connection) async -> Sighting {
        guard (try? await connection.connected(within: .milliseconds(500))) != nil else { return .nothing }
        let transport = NATSTransport(connection, subjects: plan.subjects, timeout: .seconds(1))
        do throws(ClientError) {
            _ = try await TicketClient(transport).list(ListQuery(limit: 1), in: tenants.current)
            return .service
        } catch {
            return error.kind == .noService ? .serverOnly : .service
        }
    }

    /// Asks a service that runs elsewhere.
    private func runRemote() async {
        board.change { $0.mode = .remote }
        let connection = Connection(plan.settings.options)
        await ask(through: connection, monitoring: plan.monitoring) {}
    }

    /// Asks whichever service answers on the connection.
    ///
    /// - Parameter alongside: runs beside it, until `stop`.
    func ask(
        through connection: Connection, monitoring: [String], alongside: @escaping @Sendable () async -> Void
    ) async {
        let transport = NATSTransport(connection, subjects: plan.subjects)
        source.decide(TicketClient(transport, actor: plan.actor))
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await connection.run() }
            group.addTask { await self.watchLink(connection) }
            group.addTask { await self.followChanges(connection) }
            group.addTask { await self.followStream(connection) }
            group.addTask { await self.pollNodes(connection, self.monitor(connection, monitoring)) }
            group.addTask { await self.askServices(connection) }
            group.addTask { await self.probeService() }
            group.addTask { await alongside() }
            await stopping.wait()
            group.cancelAll()
            await connection.close()
        }
    }
}
