import Cluster
import NATS
import TicketClient
import TicketWire

/// Puts together what `/metrics` says; what is asked of others is asked once for all who scrape at once.
actor Scrape {
    /// What the instances and the servers said at one moment.
    private struct Survey {
        /// `nil`: they could not be asked.
        let instances: [InstanceAnswer]?
        let nodes: [NodeHealth]
    }

    /// How long instances may take to answer, and servers.
    private static let window = (instances: Duration.milliseconds(400), nodes: Duration.milliseconds(1200))
    /// How long an answer is good for.
    private static let lifetime = Duration.milliseconds(500)

    private let connection: Connection
    private let serviceName: String
    private let monitor: NodeMonitor
    private let requests: RequestMetrics
    private let connections: ConnectionCount
    private let hub: EventHub
    private let logQueue: LogQueue?
    private var last: (survey: Survey, time: ContinuousClock.Instant)?
    private var isAsking = false
    private var failures: UInt64 = 0
    private var waiting: [CheckedContinuation<Survey, Never>] = []

    init(
        _ connection: Connection, serviceName: String, _ monitor: NodeMonitor, _ requests: RequestMetrics,
        _ connections: ConnectionCount, _ hub: EventHub, _ logQueue: LogQueue?
    ) {
        self.connection = connection
        self.serviceName = serviceName
        self.monitor = monitor
        self.requests = requests
        self.connections = connections
        self.hub = hub
        self.logQueue = logQueue
    }

    /// The whole page.
    func text() async -> [UInt8] {
        let survey = await survey()
        var text = Exposition()
        requests.write(to: &text)
        connections.write(to: &text)
        await hub.counts.write(to: &text)
        if let logQueue {
            text.begin("ticket_api_log_lines_dropped_total", .counter, "Log lines that nobody took in time.")
            text.sample(Double(logQueue.dropped))
        }
        text.begin("ticket_api_nats_connected", .gauge, "1 while a NATS server is connected.")
        text.sample(connection.state.server == nil ? 0 : 1)
        text.begin(
            "ticket_api_scrape_errors_total", .counter,
            "Times that the service's instances could not be asked.")
        text.sample(Double(failures))
        InstanceFamilies.write(survey.instances, to: &text)
        NodeFamilies.write(survey.nodes, to: &text)
        return text.bytes
    }

    private func survey() async -> Survey {
        if let last, ContinuousClock.now - last.time < Self.lifetime { return last.survey }
        if isAsking { return await withCheckedContinuation { waiting.append($0) } }
        isAsking = true
        async let nodes = monitor.snapshot(within: Self.window.nodes)
        let survey = Survey(instances: await instances(), nodes: await nodes)
        isAsking = false
        last = (survey, .now)
        for waiter in waiting { waiter.resume(returning: survey) }
        waiting = []
        return survey
    }

    private func instances() async -> [InstanceAnswer]? {
        let survey = ServiceSurvey(connection, of: serviceName)
        do throws(NATSError) {
            // No answer is an answer, too: there are no instances then.
            let answers = try await survey.ask(.stats, within: Self.window.instances)
            return answers.map(\.instance).sorted { $0.identity.key.id < $1.identity.key.id }
        } catch {
            failures += 1
            return nil
        }
    }
}
