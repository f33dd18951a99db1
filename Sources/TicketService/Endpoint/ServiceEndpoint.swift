public import LogLines
public import NATS
import Synchronization
import TicketWire
import Tickets

/// Serves a service on NATS: on the subject of all tenants and on each tenant's own.
///
/// Requests are taken on the threads of libnats; what needs no waiting is answered there at once, all else
/// in tasks that continue on the thread that wakes them. Of more than `capacity` at once the surplus is
/// answered with code 429 without being looked at, so that memory stays bounded.
public final class ServiceEndpoint: Sendable {
    /// A request that has to wait.
    struct Request: Sendable {
        let accepted: AcceptedRequest
        let replySubject: String?
        /// How large it was, in bytes.
        let size: Int
        let subject: RequestSubject
        let arrival: ContinuousClock.Instant
    }

    /// How many requests, and how many bytes of them, wait at most in libnats for each subject.
    private static let pendingLimit = (messages: 262_144, bytes: 64 << 20)

    let service: Service
    let connection: Connection
    let log: ServiceLog
    let admission: Admission
    /// Counts replies that could not be sent.
    let unsent = LogThrottle()
    let intake: AsyncStream<Request>.Continuation
    private let group: String
    private let requests: AsyncStream<Request>
    private let open: RequestSubject
    private let scoped: RequestSubject
    private let isDraining = Atomic(false)

    /// - Parameters:
    ///   - name: the service's name, which is its queue group: of all instances one gets each request.
    ///   - capacity: how many requests may be worked on at once.
    ///   - byteCapacity: how many bytes these may have together.
    public init(
        _ service: Service, on connection: Connection, name: String, capacity: Int = 4096,
        byteCapacity: Int = 32 << 20, log: ServiceLog = .none
    ) {
        self.service = service
        self.connection = connection
        self.group = name
        self.log = log
        admission = Admission(requests: capacity, bytes: byteCapacity)
        // Bounded by `admission`, which a request passes before it gets here.
        (requests, intake) = AsyncStream.makeStream(of: Request.self)
        open = RequestSubject(name: "requests", pattern: Subjects.service, clock: service.clock)
        scoped = RequestSubject(
            name: "tenant-requests", pattern: Subjects.everyTenantsService, clock: service.clock)
    }

    /// How many requests are being worked on.
    public var requestsUnderWay: Int { admission.underWay }

    /// How many requests were not looked at, because too many came.
    public var refusedRequests: Int { admission.refused + open.dropped + scoped.dropped }

    /// Serves until `drain` has been called and everything taken is answered, or the task is cancelled.
    ///
    /// - Throws: `NATSError` when the connection is closed or the name cannot be a queue group.
    public func run() async throws(NATSError) {
        open.use(try subscribe(open))
        scoped.use(try subscribe(scoped))
        if isDraining.load(ordering: .sequentiallyConsistent) { intake.finish() }
        await withTaskExecutorPreference(DeliveryExecutor.shared) { await answerAll() }
        open.end()
        scoped.end()
        try? await connection.flush(timeout: .seconds(2))
    }

    private func answerAll() async {
        await withDiscardingTaskGroup { group in
            for await request in requests {
                group.addTask { await self.answer(request) }
            }
        }
    }

    /// Stops taking requests; `run()` ends when those taken are answered.
    ///
    /// - Parameter limit: how long the server may take to stop sending.
    public func drain(within limit: Duration = .seconds(5)) async {
        isDraining.store(true, ordering: .sequentiallyConsistent)
        async let other: Void = scoped.drain(within: limit)
        await open.drain(within: limit)
        await other
        intake.finish()
    }

    /// Subscribes again where the server has refused it: it may allow it by now.
    func renewSubscriptions() {
        guard !isDraining.load(ordering: .sequentiallyConsistent) else { return }
        for subject in [open, scoped] where subject.refusal != nil {
            // A connection that is closed needs no subscription.
            if let subscription = try? subscribe(subject) { subject.use(subscription) }
        }
    }

    /// The subscriptions that the server refuses, one sentence each.
    var refusedSubscriptions: [String] {
        [open, scoped].compactMap { subject in
            subject.refusal.map { "the subscription to \(subject.pattern) is refused: \($0.message)" }
        }
    }

    /// Both subjects, as the services protocol tells of them.
    var reports: [EndpointReport] {
        let isConnected = connection.state.server != nil
        return [open, scoped].map { subject in
            EndpointReport(
                name: subject.name, subject: subject.pattern, group: group,
                isActive: isConnected && subject.isActive, counts: subject.statistics.current)
        }
    }

    private func subscribe(_ subject: RequestSubject) throws(NATSError) -> HandlerSubscription {
        let isScoped = subject === scoped
        return try connection.subscribe(
            subject.pattern, queue: group, pendingLimit: Self.pendingLimit.messages,
            pendingBytes: Self.pendingLimit.bytes, isPatient: true
        ) { [weak self] message in
            self?.take(message, on: subject, isScoped: isScoped)
        }
    }
}
