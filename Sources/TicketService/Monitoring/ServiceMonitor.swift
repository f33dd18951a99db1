import LogLines
import JSON
import NATS
import Synchronization
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
            for subject in question.subjects(of: identity) {
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
            try connection.publish(subject, answer(to: question).encoded)
        } catch {
            log.write(.debug, "\(question.rawValue) not answered", error: error.message)
        }
    }

    private func answer(to question: ServiceQuestion) -> JSONValue {
        var answer = JSONObject([
            ("name", .string(identity.name)), ("id", .string(identity.id)),
            ("version", .string(identity.version)), ("metadata", ["store": .string(service.store.name)]),
            ("type", .string(question.answerType)),
        ])
        switch question {
        case .ping: break
        case .info:
            answer["description"] = .string(ServiceIdentity.description)
            answer["endpoints"] = .array(endpoint.reports.map(\.information))
        case .stats:
            // This answer tells what is known; the next one may know more.
            watch.lookSoon()
            answer["started"] = .string(identity.started)
            answer["endpoints"] = .array(endpoint.reports.map { $0.statistics(data: data(of: $0)) })
        }
        return .object(answer)
    }

    private func data(of report: EndpointReport) -> JSONObject {
        let health = watch.health
        let isConnected = connection.state.server != nil
        var data = JSONObject(
            [
                ("nats_connected", .bool(isConnected)),
                ("jetstream_available", .bool(isConnected && health.jetStreamIsAvailable)),
            ] + report.members + [
                ("store", .string(service.store.name)),
                ("tickets", .integer(Int64(service.ticketCount))),
                ("pending_events", .integer(Int64(pendingEvents()))),
                ("requests_under_way", .integer(Int64(endpoint.requestsUnderWay))),
                ("requests_refused", .integer(Int64(endpoint.refusedRequests))),
            ])
        if !health.reasons.isEmpty { data["degraded"] = .array(health.reasons.map(JSONValue.string)) }
        return data
    }
}
