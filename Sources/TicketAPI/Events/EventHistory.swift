import HTTPTypes
import JSON
import NATS
import TicketWire
import Tickets

/// Reads what a listener has missed.
///
/// Each reader has a consumer of its own that holds few messages, so only some may read at once: each a piece, and the
/// next one reads while it is written.
actor EventHistory {
    private static let readers = 16
    /// How many messages wait for a reader; those behind them are read again later.
    private static let buffer = 1024

    private let connection: Connection
    private var free = readers
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private let pace: Duration

    init(_ connection: Connection, _ options: APIOptions) {
        self.connection = connection
        pace = options.heartbeat
    }

    /// Reads a tenant's events behind one sequence up to another, each once, in their order: a piece of them.
    ///
    /// It takes no longer than a heartbeat, so a piece may be empty, and not have moved on either.
    ///
    /// - Throws: `APIError` 503 when the stream or the connection is gone; `NATSError`.
    func piece(_ tenant: Tenant, after begin: UInt64, through end: UInt64) async throws -> EventPiece {
        await enter()
        defer { exit() }
        return try await read(tenant, after: begin, through: end)
    }

    /// The last sequence that the stream has given.
    nonisolated func lastSequence() async throws -> UInt64 {
        let info = try await connection.jetStream.streamInfo(Subjects.eventStream)
        return UInt64(clamping: info?["state"]?["last_seq"]?.integer ?? 0)
    }

    private func enter() async {
        if free > 0 { free -= 1 } else { await withCheckedContinuation { waiting.append($0) } }
    }

    /// Lets the next one read.
    private func exit() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}

extension EventHistory {
    private nonisolated func read(
        _ tenant: Tenant, after begin: UInt64, through end: UInt64
    ) async throws -> EventPiece {
        let jetStream = connection.jetStream
        var piece = EventPiece(behind: begin)
        let first = try await jetStream.message(stream: Subjects.eventStream, atOrAfter: begin + 1)
        guard let first, first.sequence <= end else {
            piece.advance(to: end, nil)
            return piece
        }
        var options = ConsumerOptions(stream: Subjects.eventStream, start: .sequence(begin + 1))
        options.bufferLimit = Self.buffer
        // All messages are read, so the end is seen, whoever's it is; only a removed one never comes.
        let hasEnd = try await jetStream.message(stream: Subjects.eventStream, sequence: end) != nil
        let consumer = jetStream.consume(options)
        let deadline = ContinuousClock.now + pace
        return try await withThrowingTaskGroup(of: Void.self) { [piece] group in
            group.addTask {
                try await Task.sleep(until: deadline)
                consumer.stop()
            }
            defer {
                group.cancelAll()
                consumer.stop()
            }
            let whole = try await Self.fill(piece, tenant, from: consumer, through: end, hasEnd: hasEnd)
            if whole.position == begin, ContinuousClock.now < deadline {
                throw APIError(.serviceUnavailable, "the connection to NATS was closed")
            }
            return whole
        }
    }

    /// Adds what comes until the piece is full, the end is reached, or the consumer is stopped.
    private nonisolated static func fill(
        _ piece: EventPiece, _ tenant: Tenant, from consumer: OrderedConsumer, through end: UInt64,
        hasEnd: Bool
    ) async throws -> EventPiece {
        var piece = piece
        for await delivery in consumer {
            guard case .message(let message) = delivery else {
                guard case .resumed(let next) = delivery, next <= piece.position else { continue }
                throw APIError(.serviceUnavailable, "the event stream was created anew")
            }
            if message.sequence <= end {
                let frame = message.isEvent(of: tenant) ? EventFrame(message) : nil
                piece.advance(to: message.sequence, frame)
            }
            if message.sequence >= end || (!hasEnd && message.pending == 0) {
                piece.advance(to: end, nil)
                break
            }
            if piece.isFull { break }
        }
        return piece
    }
}
