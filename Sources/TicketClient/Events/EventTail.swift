import JSON
public import NATS
import TicketWire
public import Tickets

/// The event stream from a start on, and every new message as it comes, each exactly once.
///
/// It goes on by itself behind the last message after a lost connection, a killed server, a stream that was
/// not there yet or was created anew.
public struct EventTail: Sendable {
    /// Where it begins.
    public enum Start: Sendable, Hashable {
        /// So that at most this many stored messages come before the new ones.
        case last(Int)
        /// With this sequence, or the next one there is.
        case sequence(UInt64)
        /// With the first message that was stored at this time or later.
        case time(Timestamp)
        /// With the first message that the stream has.
        case beginning
    }

    public enum Element: Sendable {
        case opening
        /// The next messages, in the order of the stream: all that have arrived, at most some hundreds; and how
        /// many the stream holds behind them.
        case entries([StreamEntry], pending: UInt64)
        /// Sequences that the stream does not have, before the next entries: they were deleted, or evicted
        /// before they were read.
        case gap(first: UInt64, last: UInt64)
        /// All that was stored before the opening has been given.
        case following
        /// No messages for now, behind that sequence; it goes on by itself.
        case interrupted(reason: String, after: UInt64)
        /// There is no stream to read, with the reason; it is looked for again.
        case unavailable(reason: String)
    }

    /// How many entries are given together at most.
    private static let batchLimit = 500

    private let connection: Connection
    private let start: Start

    public init(_ connection: Connection, from start: Start) {
        self.connection = connection
        self.start = start
    }

    /// Gives what is stored and then what comes to `body`, until the task is cancelled.
    public func run(_ body: @Sendable (Element) -> Void) async {
        var place = TailPlace.start(start)
        body(.opening)
        while !Task.isCancelled {
            do throws(NATSError) {
                _ = try await connection.connected(within: .seconds(3600))
                if let opening = try await TailOpening(connection, at: place) {
                    let ledger = await follow(opening, body)
                    place = .behind(ledger.next - 1, time: ledger.lastTime, created: opening.created)
                    continue
                }
                body(.unavailable(reason: "there is no stream \(Subjects.eventStream) yet"))
            } catch {
                if Task.isCancelled { return }
                body(.unavailable(reason: error.message))
            }
            // A delay before the next attempt, not a wait for a result.
            try? await Task.sleep(for: .seconds(2))
        }
    }

    /// Reads until the task is cancelled, the connection closed, or the stream is another one; returns how far it
    /// came.
    private func follow(
        _ opening: TailOpening, _ body: @Sendable (Element) -> Void
    ) async -> SequenceLedger {
        var ledger = SequenceLedger(next: opening.next)
        var isFollowing = !opening.hasBacklog
        if isFollowing { body(.following) }
        let options = ConsumerOptions(stream: Subjects.eventStream, start: .sequence(opening.next))
        let consumer = connection.jetStream.consume(options)
        defer { consumer.stop() }
        while let batch = await consumer.nextBatch() {
            switch batch {
            case .messages(let messages):
                let rest = give(messages, &ledger, body)
                if !isFollowing, rest == 0 || ledger.next > opening.lastStored {
                    isFollowing = true
                    body(.following)
                }
            case .interrupted(let reason, _): body(.interrupted(reason: reason, after: ledger.next - 1))
            case .resumed(let sequence):
                if sequence < ledger.next { return ledger }
                isFollowing = true
                body(.following)
            }
        }
        return ledger
    }

    /// Gives messages that came together; returns how many the stream holds behind them.
    private func give(
        _ messages: [StoredMessage], _ ledger: inout SequenceLedger, _ body: @Sendable (Element) -> Void
    ) -> UInt64 {
        var (entries, pending): ([StreamEntry], UInt64) = ([], 0)
        func flush() {
            if !entries.isEmpty { body(.entries(entries, pending: pending)) }
            entries.removeAll(keepingCapacity: true)
        }
        for message in messages where !ledger.isPast(message.sequence) {
            let entry = StreamEntry(message)
            if let gap = ledger.take(entry.sequence, at: entry.time) {
                flush()
                body(.gap(first: gap.lowerBound, last: gap.upperBound))
            }
            entries.append(entry)
            pending = message.pending
            if entries.count == Self.batchLimit { flush() }
        }
        flush()
        return messages.last?.pending ?? 0
    }
}
