import JSON
public import NATS
import TicketWire
public import Tickets

/// Any place of the event stream, read without a consumer that stays on the server.
///
/// Messages are asked for by their sequences: what it costs does not depend on how many the stream has.
public struct EventStream: Sendable {
    private let connection: Connection

    public init(_ connection: Connection) { self.connection = connection }

    /// What the stream holds now; `nil` when there is no stream.
    ///
    /// - Throws: `NATSError` when JetStream cannot be asked.
    public func bounds() async throws(NATSError) -> EventBounds? {
        try await connection.jetStream.streamInfo(Subjects.eventStream).map(EventBounds.init(streamInfo:))
    }

    /// The messages from this sequence on, or from the next there is, in order; at most `limit`, fewer at the
    /// end of the stream.
    ///
    /// - Throws: `NATSError` when JetStream cannot be asked, or there is no stream.
    public func entries(from sequence: UInt64, limit: Int) async throws(NATSError) -> [StreamEntry] {
        guard limit > 0, let bounds = try await bounds() else { return [] }
        var found: [StoredMessage] = []
        var next = max(sequence, bounds.firstSequence)
        while found.count < limit, next <= bounds.lastSequence {
            let missing = UInt64(limit - found.count)
            let end = bounds.lastSequence - next < missing ? bounds.lastSequence + 1 : next + missing
            let piece = try await messages(next..<end)
            found += piece
            next = end
            guard piece.isEmpty else { continue }
            // A hole, which may be of any size.
            guard let behind = try await message(atOrAfter: next) else { break }
            next = behind.sequence
        }
        return found.map(StreamEntry.init)
    }

    /// The last `limit` messages before this sequence, in order; fewer at the beginning of the stream.
    ///
    /// - Throws: `NATSError` when JetStream cannot be asked, or there is no stream.
    public func entries(before sequence: UInt64, limit: Int) async throws(NATSError) -> [StreamEntry] {
        guard limit > 0, let bounds = try await bounds() else { return [] }
        var pieces: [[StoredMessage]] = []
        var count = 0
        var end = min(sequence, bounds.lastSequence + 1)
        while count < limit, end > bounds.firstSequence {
            let missing = UInt64(limit - count)
            let begin = end - bounds.firstSequence > missing ? end - missing : bounds.firstSequence
            let piece = try await messages(begin..<end)
            pieces.append(piece)
            count += piece.count
            end = begin
            if piece.isEmpty { end = try await endOfHole(before: end, from: bounds.firstSequence) }
        }
        return pieces.reversed().joined().map(StreamEntry.init)
    }

    /// The first sequence that was stored at that time or later; one above the last when there is none.
    ///
    /// - Throws: `NATSError` when JetStream cannot be asked.
    public func sequence(at time: Timestamp) async throws(NATSError) -> UInt64 {
        guard let bounds = try await bounds() else { return 1 }
        if let last = bounds.lastTime, last < time { return bounds.lastSequence + 1 }
        var (low, high) = (bounds.firstSequence, bounds.lastSequence + 1)
        var answer = high
        // What is sought is the answer so far, or lies from low on before it.
        while low < high {
            let middle = low + (high - low) / 2
            guard let message = try await message(atOrAfter: middle), message.sequence < answer else {
                high = middle
                continue
            }
            if message.storedAt < time {
                low = message.sequence + 1
            } else {
                (answer, high) = (message.sequence, middle)
            }
        }
        return answer
    }
}

extension EventStream {
    /// The sequence behind the last message before `end`; `first` when there is none.
    private func endOfHole(before end: UInt64, from first: UInt64) async throws(NATSError) -> UInt64 {
        var (low, high) = (first, end)
        while low < high {
            let middle = low + (high - low) / 2
            if let message = try await message(atOrAfter: middle), message.sequence < end {
                low = message.sequence + 1
            } else {
                high = middle
            }
        }
        return low
    }

    private func messages(_ sequences: Range<UInt64>) async throws(NATSError) -> [StoredMessage] {
        try await connection.jetStream.messages(stream: Subjects.eventStream, sequences: sequences)
    }

    private func message(atOrAfter sequence: UInt64) async throws(NATSError) -> StoredMessage? {
        try await connection.jetStream.message(stream: Subjects.eventStream, atOrAfter: sequence)
    }
}
