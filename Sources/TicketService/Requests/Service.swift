public import LogLines
public import TicketWire
public import Tickets

/// The ticket service: a request in, a reply out.
///
/// The same object answers in the process and, behind a `ServiceEndpoint`, over NATS.
public final class Service: Sendable {
    /// Where the tickets are kept.
    public let store: any TicketStore
    let clock: @Sendable () -> Timestamp
    let log: ServiceLog
    let refusals = LogThrottle()
    /// Where the events are that tenants ask for.
    public let events: any EventSource

    /// - Parameters:
    ///   - store: where the tickets are kept.
    ///   - events: what the action `events` gives.
    ///   - log: gets a line for each request, at `debug`; for one that failed, at `info` or more.
    ///   - clock: tells the time of a change.
    public init(
        store: any TicketStore, events: any EventSource = EventLog(), log: ServiceLog = .none,
        clock: @escaping @Sendable () -> Timestamp = systemTime
    ) {
        self.store = store
        self.events = events
        self.log = log
        self.clock = clock
    }

    /// How large a reply may be when nothing is said, in bytes: what a NATS server takes by default.
    public static let replySize = 1_048_576

    /// How long a request may wait for the sequence that it asks for.
    static let patience = Duration.seconds(1)

    /// How many tickets the service holds.
    public var ticketCount: Int { store.projection.ticketCount }
}

extension Service {
    /// Answers one request. There is a reply to everything.
    ///
    /// - Parameters:
    ///   - payload: the request's body.
    ///   - scope: the tenant of the subject, when the subject has one.
    ///   - replySize: how large the reply may be, in bytes; lists end early.
    public func handle(
        _ payload: [UInt8], scopedTo scope: Tenant? = nil, replySize: Int = Service.replySize
    ) async -> EncodedReply {
        switch handleNow(payload, scopedTo: scope, replySize: replySize) {
        case .answered(let reply): return reply
        case .waits(let request): return await handle(request)
        }
    }

    /// Answers a request at once, on the caller's thread, unless it has to wait for something.
    ///
    /// - Parameters:
    ///   - payload: the request's body.
    ///   - scope: the tenant of the subject, when the subject has one.
    ///   - replySize: how large the reply may be, in bytes; lists end early.
    func handleNow(
        _ payload: [UInt8], scopedTo scope: Tenant?, replySize: Int
    ) -> Progress {
        let start = ContinuousClock.now
        let request: ServiceRequest
        do { request = try ServiceRequest(decoding: payload, scopedTo: scope) } catch {
            return .answered(reply(failure: error.error, RequestTrace(error, start: start)))
        }
        let accepted = AcceptedRequest(request, replySize: replySize, start: start)
        do {
            guard let answer = try answerNow(accepted) else { return .waits(accepted) }
            return .answered(reply(answer, to: accepted))
        } catch { return .answered(reply(failure: error, accepted.trace)) }
    }

    /// Answers a request that has to wait.
    func handle(_ accepted: AcceptedRequest) async -> EncodedReply {
        do { return reply(try await answer(accepted), to: accepted) } catch {
            return reply(failure: error, accepted.trace)
        }
    }

    private func reply(_ answer: consuming Answer, to accepted: AcceptedRequest) -> EncodedReply {
        log.write(.debug, accepted.trace.record(.debug, "request done"))
        return EncodedReply(finishing: answer.begun, meta: answer.meta, requestID: accepted.request.requestID)
    }

    /// The one place where an error becomes a reply.
    private func reply(failure: ServiceError, _ trace: RequestTrace) -> EncodedReply {
        let level: LogLevel =
            switch failure.code {
            case .invalid, .forbidden, .notFound, .conflict, .tooLarge: .info
            case .overloaded, .unavailable, .unknownOutcome: .warn
            }
        log.write(
            level, trace.record(level, "request failed", error: "\(failure.code.rawValue) \(failure.message)")
        )
        return EncodedReply(failure, requestID: trace.requestID)
    }

    /// The answer of an action that is only about the tickets in memory; `nil` for any other.
    private func answerNow(_ accepted: AcceptedRequest) throws(ServiceError) -> Answer? {
        let request = accepted.request
        if let sequence = request.minimumSequence, store.projection.sequence < sequence { return nil }
        switch request.operation {
        case .get(let id): return try get(id, of: request.tenant)
        case .list(let query):
            guard store.projection.isQuick(query, of: request.tenant) else { return nil }
            return try list(query, of: request.tenant, room: accepted.room)
        case .stats: return try stats(of: request.tenant)
        case .tenants: return try tenants()
        case .create, .update, .delete, .restore, .history, .events: return nil
        }
    }

    private func answer(_ accepted: AcceptedRequest) async throws(ServiceError) -> Answer {
        let request = accepted.request
        try await wait(for: request.minimumSequence)
        let author = Author(tenant: request.tenant, actor: request.actor)
        switch request.operation {
        case .create(let draft, let key): return try await create(draft, requestKey: key, author)
        case .update(let id, let patch, let revision):
            return try await update(id, patch, ifRevision: revision, author)
        case .delete(let id, let revision): return try await delete(id, ifRevision: revision, author)
        case .restore(let id): return try await restore(id, author)
        case .history(let id, let cursor):
            return try await history(id, of: request.tenant, cursor: cursor, room: accepted.room)
        case .events(let query):
            return try await listEvents(query, of: request.tenant, room: accepted.room)
        case .get(let id): return try get(id, of: request.tenant)
        case .list(let query):
            await prepare(query, of: request.tenant)
            return try list(query, of: request.tenant, room: accepted.room)
        case .stats: return try stats(of: request.tenant)
        case .tenants: return try tenants()
        }
    }

    /// Makes what a list needs, on a thread that nobody else waits for.
    private func prepare(_ query: ListQuery, of tenant: Tenant) async {
        guard !store.projection.isQuick(query, of: tenant) else { return }
        await withTaskExecutorPreference(globalConcurrentExecutor) {
            store.projection.prepare(query, of: tenant)
        }
    }

    private func wait(for sequence: UInt64?) async throws(ServiceError) {
        guard let sequence else { return }
        guard await store.projection.reaches(sequence, within: Service.patience) else {
            throw ServiceError(
                .unavailable, "this instance does not know sequence \(sequence) yet, ask again")
        }
    }
}
