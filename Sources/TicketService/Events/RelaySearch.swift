import JSON
import NATS
import TicketWire

/// Finds out in the event stream itself how far a log is told, whoever told it.
struct RelaySearch {
    /// The subject of all ticket events; those of others, `notification.*` and `audit.*`, are not asked for.
    private static let ticketEvents = "ticket.*"
    private static let timeout = Duration.seconds(2)

    let connection: Connection
    let logID: String
    /// What is known already: nothing before it needs to be looked at.
    let known: RelayMark

    /// How far the log is told, and the end of the stream at that moment.
    ///
    /// - Throws: what `JetStream.api` throws; `jetStream` with 404 when there is no event stream.
    func mark() async throws(NATSError) -> RelayMark {
        let jetStream = connection.jetStream
        // First the end of the stream, then the last ticket event: so none can stand between the two.
        let info = try await jetStream.api("STREAM.INFO.\(Subjects.eventStream)", timeout: Self.timeout)
        let end = UInt64(clamping: info["state"]?["last_seq"]?.integer ?? 0)
        if end == known.eventSequence { return known }
        let last = try await jetStream.lastMessage(
            stream: Subjects.eventStream, subject: Self.ticketEvents, timeout: Self.timeout)
        guard let last, last.sequence > known.eventSequence else {
            return RelayMark(logSequence: known.logSequence, eventSequence: end)
        }
        let fence = max(end, last.sequence)
        if let position = position(last) {
            return RelayMark(logSequence: max(known.logSequence, position), eventSequence: fence)
        }
        // The last one belongs to another log or to nobody's: ours may stand before it.
        let found = try await scan(through: last.sequence)
        return RelayMark(logSequence: max(known.logSequence, found), eventSequence: fence)
    }

    /// The place in our log that an event comes from.
    private func position(_ message: StoredMessage) -> UInt64? {
        guard let position = message.headers[WireHeader.logPosition].flatMap({ LogPosition($0) }),
            position.log == logID
        else { return nil }
        return position.sequence
    }

    /// The last place in our log among the events behind what is known; 0 for none.
    private func scan(through end: UInt64) async throws(NATSError) -> UInt64 {
        var options = ConsumerOptions(
            stream: Subjects.eventStream, filterSubjects: [Self.ticketEvents],
            start: .sequence(known.eventSequence + 1))
        options.headersOnly = true
        let consumer = connection.jetStream.consume(options)
        defer { consumer.stop() }
        var found: UInt64 = 0
        for await delivery in consumer {
            guard case .message(let message) = delivery else {
                throw NATSError(.disconnected, "the event stream cannot be read just now")
            }
            if let position = position(message) { found = max(found, position) }
            if message.sequence >= end || message.pending == 0 { return found }
        }
        throw NATSError(.cancelled, "cancelled")
    }
}
