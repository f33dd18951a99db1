import JSON
import NATS
import TicketWire

/// Finds out in the event stream itself how far a log is told, whoever told it.
struct RelaySearch {
    /// What the stream says.
    struct Finding: Sendable {
        /// Everything up to here is told.
        var mark: RelayMark
        /// Which changes behind the mark are told too, and where in the stream.
        var told: [UInt64: UInt64] = [:]
        /// The last sequence of the stream.
        var end: UInt64
    }

    /// The subject of all ticket events; those of others, `notification.*` and `audit.*`, are not asked for.
    private static let ticketEvents = "ticket.*"
    private static let timeout = Duration.seconds(2)
    /// How long looking through the events behind the mark may take; after it, it is begun anew.
    private static let patience = Duration.seconds(30)

    let connection: Connection
    /// What is known already: nothing before it needs to be looked at.
    let known: RelayMark

    /// - Throws: what `JetStream.api` throws; `jetStream` with 404 when there is no event stream.
    func find() async throws(NATSError) -> Finding {
        // First the end of the stream, then the last ticket event: so none can stand between the two.
        let info = try await connection.jetStream.api(
            "STREAM.INFO.\(Subjects.eventStream)", timeout: Self.timeout)
        let end = UInt64(clamping: info["state"]?["last_seq"]?.integer ?? 0)
        let last = try await connection.jetStream.lastMessage(
            stream: Subjects.eventStream, subject: Self.ticketEvents, timeout: Self.timeout)
        guard let last, last.sequence > known.eventSequence else { return Finding(mark: known, end: end) }
        var finding = Finding(mark: known.further(by: last), end: max(end, last.sequence))
        try await scan(&finding, through: last.sequence)
        return finding
    }

    /// Looks through the events behind the mark.
    ///
    /// - Throws: when not all of them could be read: what is not known to be told would be told again.
    private func scan(_ finding: inout Finding, through end: UInt64) async throws(NATSError) {
        var options = ConsumerOptions(
            stream: Subjects.eventStream, filterSubjects: [Self.ticketEvents],
            start: .sequence(finding.mark.eventSequence + 1))
        options.headersOnly = true
        let consumer = connection.jetStream.consume(options)
        let begun = finding
        let read = await consumer.read(within: Self.patience) {
            await self.read(consumer, from: begun, through: end)
        }
        guard let read else {
            throw NATSError(.disconnected, "the event stream cannot be read just now")
        }
        finding = read
        let sequence = finding.mark.logSequence
        finding.told = finding.told.filter { $0.key > sequence }
    }

    /// What is found as far as the end; `nil` when it was not reached.
    private func read(_ consumer: OrderedConsumer, from begun: Finding, through end: UInt64) async -> Finding?
    {
        var finding = begun
        for await delivery in consumer {
            guard case .message(let message) = delivery else { return nil }
            if let position = finding.mark.position(of: message) { finding.told[position] = message.sequence }
            finding.mark = finding.mark.further(by: message)
            if message.sequence >= end || message.pending == 0 { return finding }
        }
        return nil
    }
}
