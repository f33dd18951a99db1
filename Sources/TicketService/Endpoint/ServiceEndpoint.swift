public import NATS
import Synchronization
import TicketWire
import Tickets

/// Serves a service on NATS: on the subject of all tenants and on each tenant's own.
///
/// Requests are taken on the threads of libnats; what needs no waiting is answered there at once, all else
/// in tasks that continue on the thread that wakes them. Of more than `capacity` at once the surplus is
/// answered with code 429 without being looked at,
/// so that memory stays bounded.
public final class ServiceEndpoint: Sendable {
    /// A request that has to wait, and where its reply goes.
    private struct Request: Sendable {
        let accepted: AcceptedRequest
        let replySubject: String?
    }

    private struct State {
        var subscriptions: [HandlerSubscription] = []
        var isDraining = false
    }

    private let service: Service
    private let connection: Connection
    private let group: String
    private let capacity: Int
    private let log: ServiceLog
    private let underWay = Atomic<Int>(0)
    private let state = Mutex(State())
    private let requests: AsyncStream<Request>
    private let intake: AsyncStream<Request>.Continuation

    /// - Parameters:
    ///   - name: the service's name, which is its queue group: of all instances one gets each request.
    ///   - capacity: how many requests may be worked on at once.
    public init(
        _ service: Service, on connection: Connection, name: String, capacity: Int = 4096,
        log: ServiceLog = .none
    ) {
        self.service = service
        self.connection = connection
        self.group = name
        self.capacity = capacity
        self.log = log
        // Bounded by `capacity`, which is counted before a request gets here.
        (requests, intake) = AsyncStream.makeStream(of: Request.self)
    }

    /// How many requests are being worked on.
    public var requestsUnderWay: Int { underWay.load(ordering: .relaxed) }

    /// Serves until `drain` has been called and everything taken is answered, or the task is cancelled.
    ///
    /// - Throws: `NATSError` when the connection is closed or the name cannot be a queue group.
    public func run() async throws(NATSError) {
        try subscribe()
        await withTaskExecutorPreference(CallersThread.shared) { await answerAll() }
        state.withLock { $0.subscriptions = [] }
        try? await connection.flush(timeout: .seconds(2))
    }

    private func answerAll() async {
        await withDiscardingTaskGroup { group in
            for await request in requests {
                group.addTask {
                    await self.answer(request)
                    self.underWay.subtract(1, ordering: .relaxed)
                }
            }
        }
    }

    /// Stops taking requests; `run()` ends when those taken are answered.
    ///
    /// - Parameter limit: how long the server may take to stop sending.
    public func drain(within limit: Duration = .seconds(5)) async {
        let subscriptions = state.withLock { state in
            state.isDraining = true
            return state.subscriptions
        }
        await withDiscardingTaskGroup { group in
            for subscription in subscriptions { group.addTask { await subscription.drain(timeout: limit) } }
        }
        intake.finish()
    }

    private func subscribe() throws(NATSError) {
        let open = try connection.subscribe(Subjects.service, queue: group) { [weak self] message in
            self?.take(message, scope: nil)
        }
        let scoped = try connection.subscribe(Subjects.everyTenantsService, queue: group) {
            [weak self] message in
            guard let tenant = Subjects.tenant(ofService: message.subject) else {
                self?.refuse(message)
                return
            }
            self?.take(message, scope: tenant)
        }
        let isDraining = state.withLock { state in
            if !state.isDraining { state.subscriptions = [open, scoped] }
            return state.isDraining
        }
        if isDraining { intake.finish() }
    }

    /// Runs on a thread of libnats.
    private func take(_ message: Message, scope: Tenant?) {
        guard underWay.add(1, ordering: .relaxed).newValue <= capacity else {
            underWay.subtract(1, ordering: .relaxed)
            return reply(service.shed(), to: message.reply)
        }
        switch service.handleNow(message.payload, scopedTo: scope, replySize: replySize) {
        case .answered(let answer):
            reply(answer, to: message.reply)
            underWay.subtract(1, ordering: .relaxed)
        case .waits(let accepted):
            let request = Request(accepted: accepted, replySubject: message.reply)
            if case .terminated = intake.yield(request) { underWay.subtract(1, ordering: .relaxed) }
        }
    }

    private func refuse(_ message: Message) { reply(service.refuseSubject(), to: message.reply) }

    private func answer(_ request: Request) async {
        reply(await service.handle(request.accepted), to: request.replySubject)
    }

    private var replySize: Int { connection.maximumPayload ?? Service.replySize }

    private func reply(_ reply: EncodedReply, to subject: String?) {
        // A request without a reply subject is done all the same; nobody waits.
        guard let subject else { return }
        do {
            try connection.publish(subject, reply.payload, headers: Headers(reply.headers))
        } catch {
            log.write(.warn, "reply not sent", error: error.message)
        }
    }
}
