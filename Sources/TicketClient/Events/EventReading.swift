import JSON
public import NATS
import TicketWire
import Tickets

/// Reads the event stream from a start to its end, and on from there when it is followed.
public struct EventReading: Sendable {
    public enum Element: Sendable {
        /// Selected messages that came together, in the order of the stream, each once; whether more messages
        /// are stored behind them.
        case entries([StreamEntry], hasMore: Bool)
        /// Sequences that the stream does not have, before the next entries. Not told when the server selects by
        /// subject: then nobody knows.
        case gap(first: UInt64, last: UInt64)
        /// No messages for now; the reading goes on by itself.
        case interrupted(reason: String)
        case resumed
    }

    /// Why nothing can be read.
    public enum Problem: Error, Sendable, Hashable {
        case noStream
        /// JetStream cannot be asked, or refuses.
        case failed(NATSError)
        /// The connection was lost before the end and did not come back.
        case lost(reason: String)
    }

    /// How long a reading that is not followed waits for a lost connection.
    static let patience = Duration.seconds(15)

    let connection: Connection
    let selection: EventSelection
    let course = ReadingCourse()

    public init(_ connection: Connection, _ selection: EventSelection) {
        self.connection = connection
        self.selection = selection
    }

    /// Gives every selected message to `body`.
    ///
    /// - Throws: `Problem` when there is nothing to read, and what `body` throws.
    public func run(_ body: (Element) async throws -> Void) async throws {
        let bounds = try await bounds()
        let end = bounds.lastSequence
        switch selection.start {
        case .sequence(let sequence):
            try await read(from: sequence <= 1 ? bounds.firstSequence : sequence, upTo: end, body)
        case .time(let time):
            let sequence = try await asking { () async throws(NATSError) in
                try await EventStream(connection).sequence(at: time)
            }
            try await read(from: sequence, upTo: end, body)
        case .last(let count) where selection.isEverything && bounds.hasNoHoles:
            let stored = min(UInt64(clamping: count), bounds.messages)
            try await read(from: end + 1 - stored, upTo: end, body)
        case .last(let count):
            let entries = try await lastEntries(count, upTo: end)
            var ledger = SequenceLedger(next: entries.first?.sequence ?? end + 1)
            if selection.isEverything {
                try await give(entries, &ledger, hasMore: false, body)
            } else {
                try await body(.entries(entries, hasMore: false))
            }
            if selection.follows { try await read(from: end + 1, upTo: end, body) }
        }
    }

    /// Ends it soon, from any thread: `run` then returns, or throws `lost`.
    public func stop() { course.stop() }

    /// Reads from a sequence on, and over the end when it is followed.
    private func read(
        from begin: UInt64, upTo end: UInt64, _ body: (Element) async throws -> Void
    ) async throws {
        guard selection.follows else {
            if try await isStored(from: begin) { try await pass(from: begin, upTo: end, body) }
            return
        }
        var place = TailPlace.start(.sequence(begin))
        while !Task.isCancelled, !course.isStopped {
            let opening = try await asking { () async throws(NATSError) in
                try await TailOpening(connection, at: place)
            }
            guard let opening else { throw Problem.noStream }
            let ledger = try await pass(from: opening.next, upTo: .max, body)
            place = .behind(ledger.next - 1, time: ledger.lastTime, created: opening.created)
        }
    }

    /// Reads until the end, or until the stream turns out to be another one; returns how far it came.
    ///
    /// - Throws: `Problem` when the connection is closed, and what `body` throws.
    @discardableResult
    private func pass(
        from begin: UInt64, upTo end: UInt64, _ body: (Element) async throws -> Void
    ) async throws -> SequenceLedger {
        var ledger = SequenceLedger(next: begin)
        let consumer = course.use(connection.jetStream.consume(options(from: begin)))
        defer { consumer.stop() }
        while let batch = await consumer.nextBatch() {
            switch batch {
            case .messages(let messages):
                let rest = messages.last?.pending ?? 0
                let wanted = messages.entries(from: ledger.next, through: end)
                try await give(wanted, &ledger, hasMore: rest > 0, body)
                if !selection.follows, rest == 0 || messages.last.map({ $0.sequence >= end }) ?? false {
                    return ledger
                }
            case .interrupted(let reason, _):
                try await body(.interrupted(reason: reason))
                try await wait(reason)
            case .resumed(let sequence):
                try await body(.resumed)
                guard sequence < ledger.next else { continue }
                guard selection.follows else { throw Problem.lost(reason: "the stream was created anew") }
                return ledger
            }
        }
        try Task.checkCancellation()
        // A consumer that ends by itself has lost its connection for good.
        throw Problem.lost(reason: "the connection was closed")
    }
}
