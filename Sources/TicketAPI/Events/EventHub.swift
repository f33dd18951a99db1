import HTTPTypes
import JSON
import LogLines
import NATS
import TicketWire
import Tickets

/// Reads the event stream once for all who listen, while anybody does.
///
/// Each listener has a bounded buffer; one that is full cuts its listener off, and nobody else waits for it.
actor EventHub {
    private struct Member {
        let tenant: Tenant
        let source: AsyncStream<EventFrame>.Continuation
        /// Ends the listener's connection, also while it is stuck in a write.
        let cutOff: @Sendable () -> Void
    }

    private let connection: Connection
    private let options: APIOptions
    private let log: ServiceLog
    private var members: [UInt64: Member] = [:]
    private var lastID: UInt64 = 0
    /// The sequence up to which the stream has been read; `nil` while it is not read.
    private var position: UInt64?
    private var consumer: OrderedConsumer?
    private var waiting: [CheckedContinuation<Result<UInt64, APIError>, Never>] = []
    private var isClosed = false
    private(set) var counts = EventCounts()
    private let wishes: AsyncStream<Void>
    private let wish: AsyncStream<Void>.Continuation

    init(_ connection: Connection, _ options: APIOptions, log: ServiceLog) {
        self.connection = connection
        self.options = options
        self.log = log
        (wishes, wish) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Reads whenever anybody listens, until `close()` or the task's cancellation.
    func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.beat() }
            for await _ in wishes { await read() }
            group.cancelAll()
        }
        close()
    }

    /// Ends all streams and takes no more listeners.
    func close() {
        isClosed = true
        endAll()
        consumer?.stop()
        wish.finish()
    }

    /// Begins to listen.
    ///
    /// - Throws: `APIError` 503 when there is no event stream to read, or too many listen.
    func join(_ tenant: Tenant, cutOff: @escaping @Sendable () -> Void) async throws(APIError)
        -> EventListener
    {
        guard !isClosed else { throw APIError(.serviceUnavailable, "the server is about to stop, come back") }
        guard members.count < options.maximumListeners else {
            throw APIError(.serviceUnavailable, "too many listen to events just now, try again")
        }
        lastID += 1
        let id = lastID
        let (frames, source) = AsyncStream.makeStream(
            of: EventFrame.self, bufferingPolicy: .bufferingOldest(options.listenerBuffer))
        members[id] = Member(tenant: tenant, source: source, cutOff: cutOff)
        counts.listeners = members.count
        func listener(from position: UInt64) -> EventListener {
            EventListener(id: id, frames: frames, position: position) { source.finish() }
        }
        if let position { return listener(from: position) }
        wish.yield()
        switch await withCheckedContinuation({ waiting.append($0) }) {
        case .success(let position): return listener(from: position)
        case .failure(let error):
            leave(id)
            throw error
        }
    }

    /// Listens no longer.
    func leave(_ id: UInt64) {
        members.removeValue(forKey: id)?.source.finish()
        counts.listeners = members.count
        if members.isEmpty { consumer?.stop() }
    }
}

extension EventHub {
    /// Reads from the stream's end on, as long as anybody listens.
    private func read() async {
        guard !members.isEmpty, position == nil, !isClosed else { return }
        switch await lastSequence() {
        case .failure(let error):
            answerWaiting(.failure(error))
            return
        case .success(let last):
            position = last
            answerWaiting(.success(last))
        }
        // Whoever came while the last consumer was ending goes on behind it.
        while let start = position, !members.isEmpty, !isClosed, connection.state != .closed {
            let consumer = connection.jetStream.consume(
                ConsumerOptions(stream: Subjects.eventStream, start: .sequence(start + 1)))
            self.consumer = consumer
            await EventHub.pump(consumer, into: self)
            consumer.stop()
        }
        consumer = nil
        position = nil
        if !members.isEmpty { endAll() }
    }

    private nonisolated static func pump(_ consumer: OrderedConsumer, into hub: EventHub) async {
        for await delivery in consumer { await hub.take(delivery) }
    }

    private func take(_ delivery: Delivery) async {
        switch delivery {
        case .message(let message):
            position = message.sequence
            hand(out: message)
        case .interrupted(let reason, _): log.write(.warn, "event stream interrupted", error: reason)
        case .resumed(let next):
            log.write(.info, "event stream resumed")
            // Created anew, it counts from the start, and the places that listeners know mean nothing. A consumer
            // that had not begun yet does not know what was there before.
            guard let known = position else { return }
            let last = await lastSequence()
            let isShorter = if case .success(let last) = last { last < known } else { false }
            guard next <= known || isShorter else { return }
            position = (try? last.get()).map { min($0, next > 0 ? next - 1 : 0) } ?? 0
            endAll()
        }
    }

    private func hand(out message: StoredMessage) {
        let named = message.headers[WireHeader.tenantID]
        let listeners = members.filter { named == nil || $0.value.tenant.name == named }
        guard !listeners.isEmpty, let tenant = message.eventTenant else { return }
        let frame = EventFrame(message)
        for (id, member) in listeners where member.tenant == tenant {
            counts.delivered += 1
            give(frame, to: member, id)
        }
    }

    private func give(_ frame: EventFrame, to member: Member, _ id: UInt64) {
        switch member.source.yield(frame) {
        case .enqueued: return
        // Its client went before anything was written to it, so nobody else takes it out.
        case .terminated: return leave(id)
        case .dropped: break
        @unknown default: return
        }
        counts.dropped += 1
        log.write(.info, "listener dropped", error: "it reads too slowly")
        leave(id)
        member.cutOff()
    }

    private func beat() async {
        while !Task.isCancelled {
            // A pace, not a wait for a result.
            try? await Task.sleep(for: options.heartbeat)
            guard let position else { continue }
            let frame = EventFrame(heartbeatAt: position)
            for (id, member) in members { give(frame, to: member, id) }
        }
    }

    private func endAll() {
        for member in members.values { member.source.finish() }
        members = [:]
        counts.listeners = 0
        answerWaiting(.failure(APIError(.serviceUnavailable, "the event stream has ended, come back")))
    }

    private func answerWaiting(_ result: Result<UInt64, APIError>) {
        for waiter in waiting { waiter.resume(returning: result) }
        waiting = []
    }

    /// The last sequence that the stream has given.
    private func lastSequence() async -> Result<UInt64, APIError> {
        do throws(NATSError) {
            if let info = try await connection.jetStream.streamInfo(Subjects.eventStream) {
                return .success(UInt64(clamping: info["state"]?["last_seq"]?.integer ?? 0))
            }
            return .failure(
                APIError(
                    .serviceUnavailable,
                    "there is no stream \(Subjects.eventStream): start ticket-svc, or run ticket-svc setup-streams"
                ))
        } catch { return .failure(APIError(.serviceUnavailable, "events cannot be read: \(error.message)")) }
    }
}

extension StoredMessage {
    /// The tenant whose event this is; `nil` for a message that is no ticket's event.
    var eventTenant: Tenant? {
        guard subject.hasPrefix("ticket."), let event = try? TicketEvent(decoding: payload) else {
            return nil
        }
        let tenant = event.change.ticket.tenant
        let named = headers[WireHeader.tenantID]
        return named == nil || named == tenant.name ? tenant : nil
    }

    /// Whether this is an event of a tenant; most of the others' are passed over without a look inside.
    func isEvent(of tenant: Tenant) -> Bool {
        let named = headers[WireHeader.tenantID]
        return (named == nil || named == tenant.name) && eventTenant == tenant
    }
}
