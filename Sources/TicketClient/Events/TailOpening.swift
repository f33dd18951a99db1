import JSON
import NATS
import TicketWire
import Tickets

/// A stream that is about to be read, and from where.
struct TailOpening: Sendable {
    /// The first sequence that is wanted.
    let next: UInt64
    /// The last sequence that was stored at the opening.
    let lastStored: UInt64
    /// Whether messages are stored from `next` on.
    let hasBacklog: Bool
    /// When the stream was created, as the server writes it: another time is another stream.
    let created: String?

    /// Finds the place; `nil` when there is no stream.
    init?(_ connection: Connection, at place: TailPlace) async throws(NATSError) {
        let jetStream = connection.jetStream
        guard let info = try await jetStream.streamInfo(Subjects.eventStream) else { return nil }
        let bounds = EventBounds(streamInfo: info)
        created = info["created"]?.string
        lastStored = bounds.lastSequence
        switch place {
        case .start(let start): next = try await Self.next(start, bounds, EventStream(connection))
        case .behind(_, _, let known) where known != created:
            // Of a stream created anew everything is new.
            next = 1
        case .behind(let sequence, nil, _): next = min(sequence, bounds.lastSequence) + 1
        case .behind(_, let time?, _):
            // One that has lost its end, or was restored from a backup, gives the same sequences again: what it
            // has stored since is new.
            next = try await EventStream(connection).sequence(at: time.advanced(by: .milliseconds(1)))
        }
        if next > lastStored {
            hasBacklog = false
        } else {
            hasBacklog = try await jetStream.message(stream: Subjects.eventStream, atOrAfter: next) != nil
        }
    }

    private static func next(
        _ start: EventTail.Start, _ bounds: EventBounds, _ stream: EventStream
    ) async throws(NATSError) -> UInt64 {
        switch start {
        case .beginning: return bounds.firstSequence
        case .sequence(let sequence): return sequence <= 1 ? bounds.firstSequence : sequence
        case .time(let time): return try await stream.sequence(at: time)
        case .last(let count):
            guard count > 0 else { return bounds.lastSequence + 1 }
            if UInt64(count) >= bounds.messages { return bounds.firstSequence }
            let begin = bounds.lastSequence - UInt64(count) + 1
            if bounds.hasNoHoles { return begin }
            return try await stream.entries(before: bounds.lastSequence + 1, limit: count).first?.sequence
                ?? begin
        }
    }
}
