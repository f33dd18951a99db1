import JSON
import NATS
import Synchronization
import TicketWire
import Tickets

/// Answers the services protocol (NATS ADR-32) for one instance: `PING`, `INFO` and `STATS`.
final class ServiceMonitor: Sendable {
    private let identity: ServiceIdentity
    private let service: Service
    private let connection: Connection
    private let endpoint: ServiceEndpoint
    private let watch: HealthWatch
    private let pendingEvents: @Sendable () -> Int
    private let log: ServiceLog
    private let subscriptions = Mutex<[HandlerSubscription]>([])

    /// - Parameter pendingEvents: tells how many events are not published yet.
    init(
        _ identity: ServiceIdentity, of service: Service, on connection: Connection,
        _ endpoint: ServiceEndpoint, _ watch: HealthWatch, log: ServiceLog,
        pendingEvents: @escaping @Sendable () -> Int
    ) {
        self.identity = identity
        self.service = service
        self.connection = connection
        self.endpoint = endpoint
        self.watch = watch
        self.pendingEvents = pendingEvents
        self.log = log
    }

    /// Begins to answer. Every instance gets every question: there is no queue group.
    ///
    /// - Throws: `NATSError` when the connection is closed or the name cannot stand in a subject.
    func start() throws(NATSError) {
        for question in ServiceQuestion.allCases {
            let forms = [
                question.subject, question.subject(of: identity.name), question.subject(of: identity.key),
            ]
            for subject in forms {
                let subscription = try connection.subscribe(subject, pendingLimit: 4096) {
                    [weak self] message in
                    self?.answer(question, to: message)
                }
                subscriptions.withLock { $0.append(subscription) }
            }
        }
    }

    /// Answers what has arrived, then no more.
    func drain(within limit: Duration) async {
        let ending = subscriptions.withLock { subscriptions in
            defer { subscriptions = [] }
            return subscriptions
        }
        await withDiscardingTaskGroup { group in
            for subscription in ending { group.addTask { await subscription.drain(timeout: limit) } }
        }
    }

    /// Runs on a thread of libnats.
    private func answer(_ question: ServiceQuestion, to message: Message) {
        guard let subject = message.reply else { return }
        do throws(NATSError) {
            try connection.publish(subject, answer(to: question).json.encoded)
        } catch {
            log.write(.debug, "\(question.rawValue) not answered", error: error.message)
        }
    }

    private func answer(to question: ServiceQuestion) -> InstanceAnswer {
        let who = InstanceIdentity(
            key: identity.key, version: identity.version, metadata: ["store": service.store.name])
        switch question {
        case .ping: return InstanceAnswer(who, .ping)
        case .info:
            let offered = InstanceInformation(
                description: ServiceIdentity.description, endpoints: endpoint.reports.map(\.information))
            return InstanceAnswer(who, .information(offered))
        case .stats:
            // This answer tells what is known; the next one may know more.
            watch.lookSoon()
            let figures = endpoint.reports.map { $0.figures(health(of: $0)) }
            return InstanceAnswer(
                who, .statistics(InstanceStatistics(started: identity.started, endpoints: figures)))
        }
    }

    private func health(of report: EndpointReport) -> EndpointHealth {
        let health = watch.health
        let isConnected = connection.state.server != nil
        return EndpointHealth(
            isConnected: isConnected, jetStreamIsAvailable: isConnected && health.jetStreamIsAvailable,
            isSubscribed: report.isActive, lastRequest: report.counts.lastRequest, latency: report.latency,
            store: service.store.name, tickets: Int64(service.ticketCount),
            pendingEvents: Int64(pendingEvents()), requestsUnderWay: Int64(endpoint.requestsUnderWay),
            requestsRefused: Int64(endpoint.refusedRequests), degraded: health.reasons)
    }
}
