import ArgumentParser
import Cluster
import CommandOptions
import LogLines
import NATS
import TicketAPI
import TicketClient

/// The HTTP door to the tickets.
@main
struct TicketAPIProgram: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ticket-api",
        abstract: "Serves the tickets over HTTP: each request becomes one to the ticket service on NATS.",
        discussion: """
            Serves until SIGTERM or SIGINT, then ends event streams, answers what was asked and exits. The routes: \
            /docs and /openapi.json of the running server.
            """,
        version: "0.1.0")

    @Option(help: ArgumentHelp("Port to listen on (PORT; default: 8080).", valueName: "port"))
    var port: String?

    @Option(
        help: ArgumentHelp(
            "Address to listen on (default: 127.0.0.1, this machine only).", valueName: "address"))
    var bind: String = "127.0.0.1"

    @Option(
        help: ArgumentHelp(
            "Header that names the tenant (X_TENANT_HEADER; default: X-Tenant-ID).", valueName: "name"))
    var tenantHeader: String?

    @Option(
        help: ArgumentHelp(
            "Connections served at once, the others are told 503 (default: 2048).", valueName: "n"))
    var maxConnections: Int = 2048

    @Option(
        help: ArgumentHelp(
            "Monitoring addresses of the servers, separated by commas (TICKETDECK_MONITOR; default: 4000 ports above the clients').",
            valueName: "url"))
    var monitor: String?

    @OptionGroup(title: "Connection")
    var connection: ConnectionArguments

    func run() async throws {
        do { try await serve() } catch let failure as CommandFailure {
            throw failure.report(as: "ticket-api")
        }
    }

    private func serve() async throws {
        let settings = try connection.resolve(clientName: "ticket-api")
        let options = try options(settings)
        let queue = LogQueue()
        let log = ServiceLog(
            level: LogLines.LogLevel(rawValue: settings.logLevel.rawValue) ?? .info, service: "ticket-api",
            sink: queue.write)
        let connection = Connection(settings.options)
        guard
            let server = APIServer(
                connection, options, subjects: settings.subjects, monitor: nodeMonitor(settings), log: log,
                logQueue: queue)
        else {
            throw CommandFailure(
                "\"\(options.tenantHeader)\" cannot be the name of a header", status: ExitStatus.usage)
        }
        defer { queue.flush() }
        try await run(server, connection, options, log)
        log.write(.info, "stopped")
    }

    private func run(
        _ server: APIServer, _ connection: Connection, _ options: APIOptions, _ log: ServiceLog
    ) async throws {
        let signals = StopSignals()
        defer { signals.cancel() }
        let numbers = signals.numbers
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await connection.run() }
            group.addTask { await StopSignals.obey(numbers) { await server.stop() } }
            group.addTask {
                guard let port = await server.port() else { return }
                log.write(.info, "serving on http://\(options.address):\(port)")
            }
            defer { group.cancelAll() }
            do { try await server.run() } catch {
                throw CommandFailure(
                    "cannot listen on \(options.address):\(options.port): \(error); choose another --port or --bind"
                )
            }
            await connection.drain(timeout: .seconds(2))
        }
    }

    private func options(_ settings: ConnectionSettings) throws -> APIOptions {
        var options = APIOptions()
        options.address = bind
        options.port = try portNumber()
        options.tenantHeader = tenantHeader ?? environmentVariable("X_TENANT_HEADER") ?? options.tenantHeader
        options.serviceName = settings.serviceName
        guard (1...1_000_000).contains(maxConnections) else {
            throw CommandFailure("--max-connections: a number from 1 to 1000000", status: ExitStatus.usage)
        }
        options.maximumConnections = maxConnections
        return options
    }

    private func portNumber() throws -> Int {
        guard let text = port ?? environmentVariable("PORT") else { return 8080 }
        guard let number = UInt16(text) else {
            throw CommandFailure(
                "\(port == nil ? "PORT" : "--port"): a number from 0 (any free one) to 65535",
                status: ExitStatus.usage)
        }
        return Int(number)
    }

    /// Knows the servers that were named; the default ones are told of once they have answered.
    private func nodeMonitor(_ settings: ConnectionSettings) -> NodeMonitor {
        let list = monitor ?? environmentVariable("TICKETDECK_MONITOR") ?? ""
        let servers = settings.options.servers
        let areNamed = settings.serversWereNamed
        return NodeMonitor(
            servers: areNamed ? servers : [], candidates: areNamed ? [] : servers,
            monitoring: list.split(separator: ",").map(String.init))
    }
}

extension ConnectionSettings {
    /// On which subject the service is asked.
    fileprivate var subjects: NATSTransport.SubjectChoice {
        switch tenantSubject {
        case .auto: .automatic
        case .on: .perTenant
        case .off: .shared
        }
    }
}
