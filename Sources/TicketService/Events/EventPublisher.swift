public import NATS
import Synchronization
import TicketWire
import Tickets

/// Publishes the event of each change to the event stream, once and in the order of the revisions.
///
/// What JetStream did not acknowledge is published again under the same id, which JetStream drops when it
/// has it already. An event waits until all earlier ones of its ticket are stored. While JetStream is away
/// the events wait; of more than `backlogLimit` the oldest are dropped and counted.
public final class EventPublisher: Sendable {
    /// How many events wait at most.
    public static let backlogLimit = 100_000
    /// How many are on their way at once.
    private static let window = 256

    private let connection: Connection
    private let backlog: ChangeBacklog
    private let events: EventLog
    private let log: ServiceLog
    private let replicas: Int?
    private let underWay = Atomic<Int>(0)

    /// A publisher of all changes from now on.
    ///
    /// - Parameters:
    ///   - projection: whose changes.
    ///   - events: gets each event that was stored, with its sequence.
    ///   - replicas: on how many servers the event stream is kept when it is created.
    public init(
        _ connection: Connection, following projection: Projection, events: EventLog, log: ServiceLog,
        replicas: Int? = nil
    ) {
        self.connection = connection
        backlog = projection.follow(limit: EventPublisher.backlogLimit)
        self.events = events
        self.log = log
        self.replicas = replicas
    }

    /// How many events are not stored yet.
    public var pending: Int { backlog.count + underWay.load(ordering: .relaxed) }

    /// How many events were dropped because too many waited.
    public var dropped: Int { backlog.dropped }

    /// Publishes until the task is cancelled, or until `finish()` and everything is stored.
    public func run() async {
        await withTaskGroup(of: Void.self) { group in
            // The stream is made before there is an event; having none to publish waits for no server.
            group.addTask { await self.ensureStream() }
            await publishAll()
            group.cancelAll()
        }
    }

    /// No more changes come: `run()` ends when all events are stored.
    public func finish() { backlog.close() }

    private func publishAll() async {
        while true {
            let changes = await backlog.next(atMost: EventPublisher.window)
            if changes.isEmpty { return }
            underWay.store(changes.count, ordering: .relaxed)
            for wave in waves(changes) { await publish(wave) }
            // What a cancellation left is still pending.
            if Task.isCancelled { return }
        }
    }

    /// The changes cut so that no ticket stands twice in one wave.
    private func waves(_ changes: [LoggedChange]) -> [[TicketEvent]] {
        var waves: [[TicketEvent]] = [[]]
        var tickets: Set<TicketID> = []
        for change in changes {
            if !tickets.insert(change.change.ticket.id).inserted {
                waves.append([])
                tickets = [change.change.ticket.id]
            }
            waves[waves.count - 1].append(TicketEvent(change.change))
        }
        return waves
    }

    /// Publishes until each event is stored.
    private func publish(_ wave: [TicketEvent]) async {
        var waiting = wave
        var pause = Backoff()
        while !waiting.isEmpty, !Task.isCancelled {
            let outcome = await EventBatch(waiting).publish(on: connection.jetStream)
            for stored in outcome.stored {
                events.append(stored)
                log.write(.debug, record(.debug, "event published", stored.event))
            }
            underWay.subtract(outcome.stored.count, ordering: .relaxed)
            waiting = outcome.failed
            guard let first = waiting.first else { return }
            log.write(.warn, record(.warn, "event not published yet", first, error: outcome.error))
            await pause.wait()
            await ensureStream()
        }
    }

    private func ensureStream() async {
        var pause = Backoff()
        var isTold = false
        while !Task.isCancelled {
            do {
                if case .created(let replicas) = try await EventStream.ensure(connection, replicas: replicas)
                {
                    log.write(.info, "stream \(Subjects.eventStream) created, replicas \(replicas)")
                }
                return
            } catch {
                if !isTold { log.write(.warn, "event stream not reachable", error: error.message) }
                isTold = true
            }
            await pause.wait()
        }
    }

    private func record(
        _ level: LogLevel, _ message: String, _ event: TicketEvent, error: String? = nil
    ) -> LogRecord {
        LogRecord(
            level, message, tenant: event.change.ticket.tenant.name, action: event.change.action.rawValue,
            error: error)
    }
}
