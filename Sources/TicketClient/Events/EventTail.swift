import JSON
public import NATS
import TicketWire
import Tickets

/// The tail of the event stream: the last messages, then every new one.
public struct EventTail: Sendable {
    public enum Element: Sendable {
        case opening
        /// Messages in the order of the stream, each exactly once.
        case entries([StreamEntry])
        /// All that was stored before the opening has been given.
        case following
        case interrupted(reason: String, after: UInt64)
        /// There is no stream to read, with the reason; it is looked for again.
        case unavailable(reason: String)
    }

    private let connection: Connection
    private let backlog: UInt64

    /// - Parameter backlog: how many stored messages come before the new ones.
    public init(_ connection: Connection, backlog: UInt64) {
        self.connection = connection
        self.backlog = backlog
    }

    /// Gives what is stored and then what comes to `body`, until the task is cancelled.
    public func run(_ body: @Sendable (Element) -> Void) async {
        while !Task.isCancelled {
            body(.opening)
            do throws(NATSError) {
                _ = try await connection.connected(within: .seconds(3600))
                if let start = try await start() {
                    await follow(from: start, body)
                } else {
                    body(.unavailable(reason: "there is no stream \(Subjects.eventStream) yet"))
                }
            } catch {
                if Task.isCancelled { return }
                body(.unavailable(reason: error.message))
            }
            try? await Task.sleep(for: .seconds(2))
        }
    }

    private struct Start {
        let sequence: UInt64
        let lastStored: UInt64
    }

    /// Where to begin so that the backlog comes first; `nil` when there is no such stream.
    private func start() async throws(NATSError) -> Start? {
        guard let info = try await connection.jetStream.streamInfo(Subjects.eventStream) else { return nil }
        func number(_ key: String) -> UInt64 {
            info["state"]?[key]?.integer.flatMap { UInt64(exactly: $0) } ?? 0
        }
        let (first, last) = (max(1, number("first_seq")), number("last_seq"))
        let wanted = last >= backlog ? last - backlog + 1 : 1
        return Start(sequence: max(first, wanted), lastStored: last)
    }

    private func follow(from start: Start, _ body: @Sendable (Element) -> Void) async {
        var isFollowing = false
        func noteFollowing(_ sequence: UInt64) {
            guard !isFollowing, sequence >= start.lastStored else { return }
            isFollowing = true
            body(.following)
        }
        noteFollowing(start.sequence - 1)
        let options = ConsumerOptions(stream: Subjects.eventStream, start: .sequence(start.sequence))
        for await delivery in connection.jetStream.consume(options) {
            switch delivery {
            case .message(let message):
                body(.entries([StreamEntry(message)]))
                noteFollowing(message.sequence)
            case .interrupted(let reason, let sequence):
                body(.interrupted(reason: reason, after: sequence))
            case .resumed:
                body(.following)
            }
        }
    }
}

extension StreamEntry {
    init(_ message: StoredMessage) {
        self.init(
            sequence: message.sequence, subject: message.subject,
            time: Timestamp(milliseconds: message.timeNanoseconds / 1_000_000),
            headers: message.headers.fields.map { ($0.name, $0.value) }, payload: message.payload)
    }
}
