import LogLines
import ArgumentParser
import CommandOptions
import NATS
import TicketService

/// Serves until it is told to stop.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve until SIGTERM or SIGINT, then answer what was taken and exit.")

    @Option(
        help: ArgumentHelp(
            "Where tickets are kept (TICKET_STORE): jetstream (default), or memory, which ends with the process.",
            valueName: "store")
    )
    var store: String?

    @OptionGroup var streams: StreamArguments

    @OptionGroup(title: "Connection")
    var connection: ConnectionArguments

    func run() async throws {
        do { try await serve() } catch let failure as CommandFailure {
            throw failure.report(as: "ticket-svc")
        }
    }

    private func serve() async throws {
        let settings = try connection.resolve(clientName: "ticket-svc")
        let kind = try storeKind()
        let replicas = try streams.count()
        let level = LogLines.LogLevel(rawValue: settings.logLevel.rawValue) ?? .info
        let log = ServiceLog(level: level, service: settings.serviceName, sink: writeToStandardError)
        let connection = Connection(settings.options)
        let store: any TicketStore =
            switch kind {
            case .memory: MemoryStore()
            case .jetstream: JetStreamStore(connection, replicas: replicas, log: log)
            }
        let service = Service(store: store, events: StreamEvents(connection), log: log)
        let instance = ServiceInstance(
            service, on: connection, name: settings.serviceName, replicas: replicas, log: log)
        let signals = StopSignals()
        defer { signals.cancel() }
        let numbers = signals.numbers
        log.write(.info, "started")
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await connection.run() }
            group.addTask { await StopSignals.obey(numbers) { await instance.drain() } }
            group.addTask { await Self.releaseStart(connection) }
            do throws(NATSError) { try await instance.run() } catch { throw CommandFailure(error.message) }
            await connection.drain(timeout: .seconds(2))
            group.cancelAll()
        }
        log.write(.info, "stopped")
    }

    /// Gives memory back that only the start needed.
    private static func releaseStart(_ connection: Connection) async {
        for await state in connection.states() {
            guard case .connected = state else { continue }
            // The first requests may still need the same code.
            try? await Task.sleep(for: .seconds(1))
            return ProgramCode.release()
        }
    }

    private enum StoreKind: String { case jetstream, memory }

    private func storeKind() throws -> StoreKind {
        let name = store ?? environmentVariable("TICKET_STORE") ?? "jetstream"
        guard let kind = StoreKind(rawValue: name) else {
            let source = store == nil ? "TICKET_STORE" : "--store"
            throw CommandFailure("\(source): a store is jetstream or memory", status: ExitStatus.usage)
        }
        return kind
    }
}
