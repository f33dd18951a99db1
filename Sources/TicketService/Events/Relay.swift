public import LogLines
public import NATS
import Synchronization
import TicketWire
import Tickets

/// Tells the changes of a ticket log: copies each, once and in the log's order, to the event stream, and
/// sends it to those of its tenant who listen.
///
/// Every instance runs one. The last event in the stream says how far the log is told, and an event is
/// stored only directly behind the one that the relay knows as the last: so none is lost and none comes
/// twice, whoever relays and whoever dies. Usually one leads; the others look now and then whether it does.
public final class Relay: Sendable {
    private struct State {
        var told: UInt64 = 0
        var isFinishing = false
        /// How far it is, as long as that is not noted in the log.
        var unnoted: RelayMark?
        /// Whether the event stream was there.
        var hasSeenStream = false
        /// Why nothing can be published, and since when.
        var trouble: (reason: String, since: ContinuousClock.Instant)?
    }

    /// What passes sooner is no trouble: a server that restarts, another leader.
    private static let shortestTrouble = Duration.seconds(1)

    let connection: Connection
    let store: any TicketStore
    let log: ServiceLog
    private let replicas: Int?
    private let local: EventLog
    private let state = Mutex(State())
    private let notePause: Duration

    /// - Parameters:
    ///   - local: gets the events of a memory store when the server has no JetStream.
    ///   - replicas: on how many servers the event stream is kept when it is created.
    ///   - notePause: how often it is noted in the log how far it is, for the day when retention has emptied
    ///     the event stream.
    public init(
        _ connection: Connection, of store: any TicketStore, local: EventLog, log: ServiceLog,
        replicas: Int? = nil, notePause: Duration = .seconds(10)
    ) {
        self.connection = connection
        self.store = store
        self.local = local
        self.log = log
        self.replicas = replicas
        self.notePause = notePause
    }

    /// How many changes this instance knows of without knowing that they are told.
    public var pending: Int { store.tail.count(after: told) }

    /// No more changes come: `run()` ends when all that are known are told.
    public func finish() {
        state.withLock { $0.isFinishing = true }
        store.tail.close()
    }

    /// Relays until the task is cancelled, or until the log's tail is closed and everything is told.
    public func run() async {
        await withTaskGroup(of: Void.self) { group in
            // The stream is made before there is an event; having none to tell waits for no server.
            group.addTask { await self.makeStream() }
            group.addTask { await self.noteNowAndThen() }
            while !Task.isCancelled {
                let epoch = store.tail.epoch
                state.withLock { ($0.told, $0.unnoted) = (0, nil) }
                if await store.tail.hasChange(after: 0, in: epoch) { await relay(in: epoch) }
                // Nothing more comes of this log, and there is no other one.
                if store.tail.epoch == epoch { break }
            }
            group.cancelAll()
        }
        await note()
    }

    /// Whether the event stream was ever there.
    var hasSeenStream: Bool { state.withLock { $0.hasSeenStream } }

    /// Why events cannot be published, and what to do; `nil` when they can, as far as is known.
    var trouble: String? {
        state.withLock { state in
            guard let (reason, since) = state.trouble, since.duration(to: .now) > Self.shortestTrouble
            else { return nil }
            return reason
        }
    }

    /// Events cannot be published just now.
    private func hasTrouble(_ reason: String) {
        state.withLock { $0.trouble = (reason, $0.trouble?.since ?? .now) }
    }

    /// What there was to publish is published.
    func hasNoTrouble() { state.withLock { $0.trouble = nil } }

    /// Whether no more changes come.
    var isFinishing: Bool { state.withLock { $0.isFinishing } }

    /// Up to which sequence of the log everything is told.
    var told: UInt64 { state.withLock { $0.told } }

    /// Everything up to here is told.
    func tell(through sequence: UInt64) {
        state.withLock { $0.told = max($0.told, sequence) }
        store.tail.discard(through: sequence)
    }

    /// Has it noted in the log, by and by, that everything up to a mark is told; `nil`: nothing is noted.
    func wantsNote(of mark: RelayMark?) { state.withLock { $0.unnoted = mark } }

    private func noteNowAndThen() async {
        while !Task.isCancelled {
            // The pause between two notes; a quiet log is noted as well.
            try? await Task.sleep(for: notePause)
            if !Task.isCancelled { await note() }
        }
    }

    private func note() async {
        guard let mark = state.withLock({ $0.unnoted.take() }) else { return }
        await store.note(mark)
    }

    /// Relays one log, to wherever there is to relay to, until nothing more comes of it.
    private func relay(in epoch: Int) async {
        var pause = Backoff()
        var run: RelayRun?
        while !Task.isCancelled, store.tail.epoch == epoch {
            do throws(RelayFailure) {
                if try await target() == .local {
                    hasNoTrouble()
                    if await relayLocally(in: epoch) { return }
                } else {
                    let current: RelayRun
                    if let run { current = run } else { current = try await RelayRun(self, epoch) }
                    run = current
                    return try await current.relay()
                }
                pause = Backoff()
            } catch {
                hasTrouble(error.reason)
                log.write(.warn, "events not published yet", error: error.reason)
                await pause.wait()
            }
        }
    }
}

// Where the events go.
extension Relay {
    private enum Target { case stream, local }

    /// The event stream, made when it is missing; without JetStream, a memory store's events stay here.
    private func target() async throws(RelayFailure) -> Target {
        do throws(NATSError) {
            _ = try await connection.connected(within: .seconds(30))
            try await ensureStream()
            return .stream
        } catch {
            if store is MemoryStore, await connection.hasNoJetStream() { return .local }
            throw RelayFailure(error)
        }
    }

    private func ensureStream() async throws(NATSError) {
        let state = try await EventStream.ensure(connection, replicas: replicas)
        self.state.withLock { $0.hasSeenStream = true }
        if case .created(let replicas) = state {
            log.write(.info, "stream \(Subjects.eventStream) created, replicas \(replicas)")
        }
    }

    private func makeStream() async {
        var pause = Backoff()
        var isTold = false
        // The connection is just being made: no reason to complain.
        _ = try? await connection.connected(within: .milliseconds(500))
        while !Task.isCancelled {
            do {
                try await ensureStream()
                return hasNoTrouble()
            } catch {
                // A store in memory needs no JetStream.
                let isNeeded = store is MemoryStore ? await !connection.hasNoJetStream() : true
                if isNeeded { hasTrouble(error.remedy(for: Subjects.eventStream)) }
                if !isTold { log.write(.warn, "event stream not reachable", error: error.message) }
                isTold = true
            }
            await pause.wait()
        }
    }

    /// Keeps the events in the process, as long as the server is the one that has no JetStream.
    ///
    /// - Returns: whether nothing more comes; `false` when it is another server now.
    private func relayLocally(in epoch: Int) async -> Bool {
        log.write(.warn, "the server has no JetStream: events are kept in this process only")
        let server = connection.state.server?.serverID
        while await store.tail.hasChange(after: told, in: epoch) {
            guard connection.state.server?.serverID == server else { return false }
            for change in store.tail.kept(after: told, atMost: 256) {
                let event = TicketEvent(change.change)
                local.append(
                    StoredEvent(
                        sequence: change.sequence, subject: event.subject, time: change.change.at,
                        event: event))
                sendLive(event, event.encoded, Headers(event.headers))
                tell(through: change.sequence)
            }
        }
        return true
    }

    /// Sends an event to its tenant's listeners; nobody keeps it for those who do not listen.
    ///
    /// - Parameters:
    ///   - body: the event, encoded.
    ///   - headers: the event's own.
    func sendLive(_ event: TicketEvent, _ body: [UInt8], _ headers: Headers) {
        let subject = Subjects.tenantEvent(event.change.ticket.tenant, event.change.action)
        try? connection.publish(subject, body, headers: headers)
    }
}
