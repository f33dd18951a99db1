import HTTPTypes
import JSON
import NATS
import TicketWire
import Tickets

/// Reads what a listener has missed.
///
/// Each reader has a consumer of its own that holds few messages, so only some may read at once.
actor EventHistory {
    private static let readers = 16
    /// How many messages wait for a reader; those behind them are read again later.
    private static let buffer = 1024

    private let connection: Connection
    private var free = readers
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ connection: Connection) { self.connection = connection }

    /// Waits for its turn to read.
    func enter() async {
        if free > 0 { free -= 1 } else { await withCheckedContinuation { waiting.append($0) } }
    }

    /// Lets the next one read.
    func exit() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }

    /// The last sequence that the stream has given.
    nonisolated func lastSequence() async throws -> UInt64 {
        let info = try await connection.jetStream.streamInfo(Subjects.eventStream)
        return UInt64(clamping: info?["state"]?["last_seq"]?.integer ?? 0)
    }

    /// Gives a tenant's events behind one sequence up to another to the body, each once, in their order.
    nonisolated func read(
        _ tenant: Tenant, after begin: UInt64, through end: UInt64, _ body: (EventFrame) async throws -> Void
    ) async throws {
        let jetStream = connection.jetStream
        let first = try await jetStream.message(stream: Subjects.eventStream, atOrAfter: begin + 1)
        guard let first, first.sequence <= end else { return }
        var options = ConsumerOptions(stream: Subjects.eventStream, start: .sequence(begin + 1))
        options.bufferLimit = Self.buffer
        // All messages are read, so the end is seen, whoever's it is; only a removed one never comes.
        let hasEnd = try await jetStream.message(stream: Subjects.eventStream, sequence: end) != nil
        for await delivery in jetStream.consume(options) {
            guard case .message(let message) = delivery else {
                guard case .resumed(let next) = delivery, next <= begin else { continue }
                throw APIError(.serviceUnavailable, "the event stream was created anew")
            }
            if message.sequence <= end, message.eventTenant == tenant { try await body(EventFrame(message)) }
            if message.sequence >= end || (!hasEnd && message.pending == 0) { return }
        }
        throw APIError(.serviceUnavailable, "the connection to NATS was closed")
    }
}
