public import Cluster
import HTTPTypes
import Hummingbird
import HummingbirdCore
public import LogLines
import Logging
public import NATS
import NIOCore
import ServiceLifecycle
public import TicketClient

/// The HTTP server: it turns requests into requests to the ticket service.
public final class APIServer: Sendable {
    private let options: APIOptions
    private let connection: Connection
    private let monitor: NodeMonitor
    private let log: ServiceLog
    private let hub: EventHub
    private let group: ServiceGroup
    private let onServing: AsyncStream<Int>
    private let serving: AsyncStream<Int>.Continuation

    /// - Parameters:
    ///   - connection: is run by its owner and outlives the server.
    ///   - transport: asks the service on that connection.
    ///   - monitor: knows the servers whose health `/metrics` tells.
    ///   - logQueue: where the log's lines wait, when they do; its drops are counted.
    /// - Returns: `nil` when the tenant's header cannot be the name of one.
    public init?(
        _ connection: Connection, _ options: APIOptions = APIOptions(),
        subjects: NATSTransport.SubjectChoice = .automatic, monitor: NodeMonitor, log: ServiceLog = .none,
        logQueue: LogQueue? = nil
    ) {
        guard let tenantHeader = HTTPField.Name(options.tenantHeader) else { return nil }
        self.options = options
        self.connection = connection
        self.monitor = monitor
        self.log = log
        let (onServing, serving) = AsyncStream.makeStream(of: Int.self)
        (self.onServing, self.serving) = (onServing, serving)
        let hub = EventHub(connection, options, log: log)
        self.hub = hub
        let count = ConnectionCount(limit: options.maximumConnections)
        let requests = RequestMetrics()
        let scrape = Scrape(
            connection, serviceName: options.serviceName, monitor, requests, count, hub, logQueue)
        let responder = APIResponder(
            tenantHeader: tenantHeader,
            tickets: TicketRoutes(
                transport: NATSTransport(connection, subjects: subjects, timeout: ServiceLimits.deadline),
                bodies: BodyReader(capacity: options.bodyCapacity)),
            events: EventRoute(hub: hub, history: EventHistory(connection, options)),
            pages: PageRoutes(connection, serviceName: options.serviceName, scrape: scrape),
            metrics: requests, log: log)
        let logger = Logger(label: "http") { _ in ServerLogHandler(log) }
        let application = Application(
            responder: responder, server: .http1(configuration: Self.channels(options, count)),
            configuration: ApplicationConfiguration(
                address: .hostname(options.address, port: options.port), backlog: 1024,
                // Surplus connections are told so, up to a point; beyond it they wait to be accepted.
                availableConnectionsDelegate: .maximum(options.maximumConnections + 256, logger: logger)),
            onServerRunning: { channel in
                serving.yield(channel.localAddress?.port ?? options.port)
            }, logger: logger)
        var configuration = ServiceGroupConfiguration(services: [application], logger: logger)
        configuration.maximumGracefulShutdownDuration = options.drainTimeout
        group = ServiceGroup(configuration: configuration)
    }

    private static func channels(_ options: APIOptions, _ count: ConnectionCount)
        -> HTTP1Channel.Configuration
    {
        HTTP1Channel.Configuration(
            additionalChannelHandlers: [ConnectionGuard(count, options)],
            idleTimeout: TimeAmount(options.idleTimeout),
            httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
                maxHeaderFieldSize: options.headSize, maxHeaderListSize: options.headSize,
                maxHeaderFieldCount: 100))
    }

    /// The port, as soon as it is listened on.
    public func port() async -> Int? {
        for await port in onServing { return port }
        return nil
    }

    /// Serves until `stop()` is done, or the task is cancelled.
    ///
    /// - Throws: when the address cannot be listened on.
    public func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { await self.hub.run() }
            tasks.addTask { await self.watchServers() }
            defer {
                serving.finish()
                tasks.cancelAll()
            }
            try await group.run()
        }
    }

    /// Ends streams, answers what was asked, and takes nothing more; `run()` ends then.
    public func stop() async {
        await hub.close()
        await group.triggerGracefulShutdown()
    }

    /// Tells the monitor what NATS knows of the servers.
    private func watchServers() async {
        for await state in connection.states() {
            let server = state.server
            monitor.noteConnection(
                serverID: server?.serverID, url: server?.url, knownServers: server?.knownServers ?? [])
        }
    }
}
