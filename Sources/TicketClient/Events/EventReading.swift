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
        let last = try await lastMatch()
        switch selection.start {
        case .sequence(let sequence): try await read(.sequence(sequence), upTo: last, body)
        case .time(let time):
            try await read(.time(nanoseconds: time.milliseconds * 1_000_000), upTo: last, body)
        case .last(let count):
            let end = last?.sequence ?? 0
            let entries = try await lastEntries(count, upTo: end)
            for (index, entry) in entries.enumerated() {
                try await body(.entry(entry, hasMore: index + 1 < entries.count))
            }
            if selection.follows { try await read(.sequence(end + 1), upTo: nil, body) }
        }
    }

    /// The last message that is stored now and matches the subject.
    private func lastMatch() async throws(Problem) -> StoredMessage? {
        do throws(NATSError) {
            let jetStream = connection.jetStream
            if try await jetStream.streamInfo(Subjects.eventStream) != nil {
                return try await jetStream.lastMessage(
                    stream: Subjects.eventStream, subject: selection.subject ?? ">")
            }
        } catch { throw .failed(error) }
        throw .noStream
    }

    private func read(
        _ start: ConsumerOptions.Start, upTo last: StoredMessage?, _ body: (Element) async throws -> Void
    ) async throws {
        if !selection.follows {
            // Behind the last message a consumer would wait for the next one.
            guard let last, start.isReached(by: last) else { return }
        }
        for await delivery in connection.jetStream.consume(options(start)) {
            switch delivery {
            case .message(let message):
                let entry = StreamEntry(message)
                if selection.includes(entry) {
                    try await body(.entry(entry, hasMore: message.pending > 0))
                }
                if !selection.follows, message.sequence >= last?.sequence ?? 0 { return }
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

    /// The last selected messages between two sequences. A matching message is stored at or behind `end`.
    private func entries(
        from begin: UInt64, through end: UInt64, atMost count: Int
    ) async throws -> [StreamEntry] {
        var found: [StreamEntry] = []
        for await delivery in connection.jetStream.consume(options(.sequence(begin))) {
            if case .interrupted(let reason, _) = delivery { try await wait(reason) }
            guard case .message(let message) = delivery else { continue }
            if message.sequence <= end {
                let entry = StreamEntry(message)
                if selection.includes(entry) { found.append(entry) }
                // Twice the count, so that the array is shortened seldom.
                if found.count >= count * 2 { found.removeFirst(found.count - count) }
            }
            if message.sequence >= end { return Array(found.suffix(count)) }
        }
        throw EventReading.closed
    }
}

extension ConsumerOptions.Start {
    /// Whether reading from here comes to that message.
    fileprivate func isReached(by message: StoredMessage) -> Bool {
        switch self {
        case .sequence(let sequence): message.sequence >= sequence
        case .time(let nanoseconds): message.timeNanoseconds >= nanoseconds
        case .all, .new, .last, .lastPerSubject: true
        }
    }
}
