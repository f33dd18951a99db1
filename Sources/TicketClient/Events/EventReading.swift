import JSON
public import NATS
import TicketWire
import Tickets

/// Reads the event stream from a start to its end, and on from there when it is followed.
public struct EventReading: Sendable {
    public enum Element: Sendable {
        /// A selected message; whether more of them are stored behind it.
        case entry(StreamEntry, hasMore: Bool)
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
    private static let patience = Duration.seconds(15)

    private let connection: Connection
    private let selection: EventSelection

    public init(_ connection: Connection, _ selection: EventSelection) {
        self.connection = connection
        self.selection = selection
    }

    /// Gives every selected message to `body`, in the order of the stream, each once.
    ///
    /// - Throws: `Problem` when there is nothing to read, and what `body` throws.
    public func run(_ body: (Element) async throws -> Void) async throws {
        let end = try await lastSequence()
        switch selection.start {
        case .sequence(let sequence): try await read(.sequence(sequence), upTo: end, body)
        case .time(let time):
            // The years that nanoseconds can count are fewer than a timestamp's.
            let (product, overflows) = time.milliseconds.multipliedReportingOverflow(by: 1_000_000)
            let nanoseconds = overflows ? (time.milliseconds < 0 ? 0 : Int64.max) : product
            try await read(.time(nanoseconds: nanoseconds), upTo: end, body)
        case .last(let count):
            let entries = try await lastEntries(count, upTo: end)
            for (index, entry) in entries.enumerated() {
                try await body(.entry(entry, hasMore: index + 1 < entries.count))
            }
            if selection.follows { try await read(.sequence(end + 1), upTo: end, body) }
        }
    }

    /// The last sequence that the stream has given.
    private func lastSequence() async throws(Problem) -> UInt64 {
        do throws(NATSError) {
            if let info = try await connection.jetStream.streamInfo(Subjects.eventStream) {
                return UInt64(clamping: info["state"]?["last_seq"]?.integer ?? 0)
            }
        } catch { throw .failed(error) }
        throw .noStream
    }

    /// How many stored messages of the subject there are from a start on. Behind the last of them a
    /// consumer would wait for the next one that comes.
    private func storedCount(from start: ConsumerOptions.Start) async throws(Problem) -> UInt64 {
        do throws(NATSError) { return try await connection.jetStream.storedCount(options(start)) } catch {
            throw .failed(error)
        }
    }

    private func read(
        _ start: ConsumerOptions.Start, upTo end: UInt64, _ body: (Element) async throws -> Void
    ) async throws {
        var rest = selection.follows ? UInt64.max : try await storedCount(from: start)
        guard rest > 0 else { return }
        for await delivery in connection.jetStream.consume(options(start)) {
            switch delivery {
            case .message(let message):
                let entry = StreamEntry(message)
                if selection.includes(entry) {
                    try await body(.entry(entry, hasMore: message.pending > 0))
                }
                rest -= 1
                if !selection.follows, rest == 0 || message.isLast(upTo: end) { return }
            case .interrupted(let reason, _):
                try await body(.interrupted(reason: reason))
                try await wait(reason)
            case .resumed: try await body(.resumed)
            }
        }
        if !selection.follows { throw EventReading.closed }
    }

    /// A consumer that ends by itself has lost its connection for good.
    private static let closed = Problem.lost(reason: "the connection was closed")

    /// Who does not follow wants an end: an error rather than a wait for ever.
    private func wait(_ reason: String) async throws(Problem) {
        guard !selection.follows else { return }
        do throws(NATSError) {
            _ = try await connection.connected(within: EventReading.patience)
        } catch { throw .lost(reason: reason) }
    }

    private func options(_ start: ConsumerOptions.Start) -> ConsumerOptions {
        ConsumerOptions(
            stream: Subjects.eventStream, filterSubjects: selection.subject.map { [$0] } ?? [], start: start)
    }
}

extension EventReading {
    /// The last selected messages, found by reading ever larger pieces from the end backwards.
    private func lastEntries(_ count: Int, upTo end: UInt64) async throws -> [StreamEntry] {
        guard count > 0, end > 0 else { return [] }
        let isPlain = selection.tenant == nil && selection.subject == nil
        var size = UInt64(clamping: isPlain ? count : max(count, 250) * 4)
        var found: [StreamEntry] = []
        var end = end
        while found.count < count, end > 0 {
            let begin = end >= size ? end - size + 1 : 1
            let piece = try await entries(from: begin, through: end, atMost: count - found.count)
            found = piece + found
            end = begin - 1
            size = size.multipliedReportingOverflow(by: 4).partialValue
        }
        return found
    }

    /// The last selected messages between two sequences.
    private func entries(
        from begin: UInt64, through end: UInt64, atMost count: Int
    ) async throws -> [StreamEntry] {
        var found: [StreamEntry] = []
        let start = ConsumerOptions.Start.sequence(begin)
        var rest = try await storedCount(from: start)
        guard rest > 0 else { return [] }
        for await delivery in connection.jetStream.consume(options(start)) {
            if case .interrupted(let reason, _) = delivery { try await wait(reason) }
            guard case .message(let message) = delivery else { continue }
            if message.sequence <= end {
                let entry = StreamEntry(message)
                if selection.includes(entry) { found.append(entry) }
                // Twice the count, so that the array is shortened seldom.
                if found.count >= count * 2 { found.removeFirst(found.count - count) }
            }
            rest -= 1
            if rest == 0 || message.isLast(upTo: end) { return Array(found.suffix(count)) }
        }
        throw EventReading.closed
    }
}

extension StoredMessage {
    /// Whether none that matters up to that sequence comes behind it.
    fileprivate func isLast(upTo end: UInt64) -> Bool { sequence >= end || pending == 0 }
}
