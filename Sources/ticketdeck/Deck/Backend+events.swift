import Dashboard
import NATS
import TicketClient
import TicketWire
import Tickets

// The event stream: its tail, and any place of it.
extension Backend {
    /// How many stored messages come before the new ones.
    private static let backlog = 500
    /// The shortest time between two frames of events.
    private static let pause = Duration.milliseconds(33)
    /// The same while another view is shown.
    private static let longPause = Duration.seconds(1)

    /// Passes the tail of the event stream on, once somebody looks at it.
    func followStream(_ connection: Connection) async {
        eventStream.set(EventStream(connection))
        await passEvents { [alerts] intake in
            await EventTail(connection, from: .last(Backend.backlog)).run { element in
                switch element {
                case .opening: intake.add(.opening)
                case .entries(let entries, let pending):
                    alerts.note(entries)
                    intake.add(entries, pending: pending)
                // What is missing shows in the sequences.
                case .gap: break
                case .following:
                    alerts.follow()
                    intake.add(.following)
                case .interrupted(let reason, let sequence):
                    alerts.interrupt()
                    intake.add(.interrupted(reason: reason, after: sequence))
                case .unavailable(let reason):
                    alerts.interrupt()
                    intake.add(.unavailable(reason: reason))
                }
            }
        }
    }

    /// Hands on what comes in, a frame at a time, once somebody looks at it; away from the main actor.
    func passEvents(from source: @escaping @Sendable (EventIntake) async -> Void) async {
        for await isWanted in eventWatch.values() where isWanted { break }
        guard !Task.isCancelled else { return }
        let intake = EventIntake()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await source(intake) }
            for await _ in intake.signals {
                for message in intake.take() { queue.post(message) }
                // Coalesces what comes into frames.
                try? await Task.sleep(for: eventsAreShown.current ? Backend.pause : Backend.longPause)
            }
            group.cancelAll()
        }
    }

    /// Reads a stretch of the stream.
    func readEvents(_ place: EventPlace, limit: Int) async -> Result<EventExcerpt, Failure> {
        guard let stream = eventStream.current else {
            return .failure(Failure(kind: .notFound, message: "there is no event stream, only its tail"))
        }
        do throws(NATSError) {
            return .success(try await EventExcerpt(stream, place, limit: limit))
        } catch {
            return .failure(Failure(kind: .unreachable, message: error.message))
        }
    }
}

extension EventExcerpt {
    fileprivate init(_ stream: EventStream, _ place: EventPlace, limit: Int) async throws(NATSError) {
        guard let bounds = try await stream.bounds() else {
            throw NATSError(.other(status: 0), "there is no stream \(Subjects.eventStream)")
        }
        let end = bounds.lastSequence + 1
        switch place {
        case .before(let sequence):
            let entries = try await stream.entries(before: sequence, limit: limit)
            let reached = entries.count < limit ? min(bounds.firstSequence, sequence) : sequence
            self.init(entries, from: min(entries.first?.sequence ?? reached, sequence), to: sequence, bounds)
        case .from(let sequence):
            let entries = try await stream.entries(from: sequence, limit: limit)
            let reached = entries.count < limit ? end : sequence
            self.init(entries, from: sequence, to: reached, bounds)
        case .at(let time):
            let sequence = try await stream.sequence(at: time)
            let entries = try await stream.entries(from: sequence, limit: limit)
            self.init(entries, from: sequence, to: entries.count < limit ? end : sequence, bounds)
        }
    }

    private init(_ entries: [StreamEntry], from low: UInt64, to next: UInt64, _ bounds: EventBounds) {
        let upper = max(low, next, entries.last.map { $0.sequence + 1 } ?? 0)
        self.init(
            records: entries.map(EventRecord.init), covered: low..<upper, first: bounds.firstSequence,
            last: bounds.lastSequence)
    }
}

extension EventRecord {
    /// The most of a payload that is kept for the screen, in bytes.
    private static let payloadLimit = 16_384

    init(_ entry: StreamEntry) {
        self.init(
            sequence: entry.sequence, subject: entry.subject, time: entry.time,
            headers: entry.headers.map { Header(name: $0.name, value: $0.value) },
            payload: String(decoding: entry.payload.prefix(EventRecord.payloadLimit), as: UTF8.self),
            size: entry.payload.count, change: entry.event?.change, tenant: entry.tenant,
            ticket: entry.headers.first { $0.name == WireHeader.ticketID }?.value,
            isUnreadable: entry.isUnreadable)
    }
}
