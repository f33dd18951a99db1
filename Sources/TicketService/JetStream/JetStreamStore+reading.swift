import NATS
public import Tickets

// What is read from the log when it is asked for.
extension JetStreamStore {
    /// How many revisions are asked for at once, at most.
    private static let window = 64
    private static let timeout = Duration.seconds(2)
    /// How long one piece of the log may take to be read.
    private static let patience = Duration.seconds(10)

    public func latestChange(of id: TicketID, in tenant: Tenant) async throws(StoreError) -> TicketChange? {
        try checkReadable()
        var latest = projection.entry(id, of: tenant)?.latest
        var revision = (latest?.revision ?? 0) + 1
        while let message = try await message(of: id, in: tenant, revision: revision) {
            // What is no record is passed over, as writers do.
            if let record = TicketLog.record(in: message) {
                projection.apply(record, sequence: message.sequence)
                latest = record.change
            }
            revision += 1
        }
        return latest
    }

    public func history(
        of id: TicketID, in tenant: Tenant, after revision: Int, atMost wanted: Int
    ) async throws(StoreError) -> HistoryPiece {
        try checkReadable()
        let known = projection.entry(id, of: tenant).map { Int($0.revision) } ?? 0
        // One more than is known here: another instance may have changed the ticket a moment ago. Of a
        // ticket that is not known here, more and more.
        let furthest = max(known + 1, revision * 2 + 1)
        let last = min(furthest, revision + min(wanted, Self.window))
        let messages = try await self.messages(of: id, in: tenant, revisions: revision + 1...last)
        let isEnd = last > known && messages[last] == nil
        let records = (revision + 1...last).compactMap { messages[$0].flatMap(TicketLog.record) }
        return HistoryPiece(records.map(\.change), next: isEnd ? nil : last)
    }

    /// What stands at some revisions, asked for together.
    private func messages(
        of id: TicketID, in tenant: Tenant, revisions: ClosedRange<Int>
    ) async throws(StoreError) -> [Int: StoredMessage] {
        let results = await withTaskGroup(of: (Int, Result<StoredMessage?, StoreError>).self) { group in
            for revision in revisions {
                group.addTask {
                    do throws(StoreError) {
                        let found = try await self.message(of: id, in: tenant, revision: revision)
                        return (revision, .success(found))
                    } catch { return (revision, .failure(error)) }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        var messages: [Int: StoredMessage] = [:]
        for (revision, result) in results { messages[revision] = try result.get() }
        return messages
    }

    /// What stands at a revision, as the leader has it.
    private func message(
        of id: TicketID, in tenant: Tenant, revision: Int
    ) async throws(StoreError) -> StoredMessage? {
        do throws(NATSError) {
            return try await connection.jetStream.lastMessage(
                stream: TicketLog.stream,
                subject: TicketLog.subject(of: id, in: tenant, revision: revision), timeout: Self.timeout)
        } catch {
            throw .unavailable(reason: "the ticket log cannot be read just now: \(error.message)")
        }
    }

    public func changes(
        after sequence: UInt64, atMost wanted: Int
    ) async throws(StoreError) -> [LoggedChange] {
        var options = ConsumerOptions(stream: TicketLog.stream, start: .sequence(sequence + 1))
        options.bufferLimit = wanted * 2
        let consumer = connection.jetStream.consume(options)
        let changes = await consumer.read(within: Self.patience) { await read(consumer, atMost: wanted) }
        guard let changes else { throw .unavailable(reason: "the ticket log cannot be read just now") }
        return changes
    }

    /// The next changes; fewer than wanted at the end of the log and when the reading is cut off, `nil` when
    /// they cannot be read.
    private func read(_ consumer: OrderedConsumer, atMost wanted: Int) async -> [LoggedChange]? {
        var changes: [LoggedChange] = []
        for await delivery in consumer {
            guard case .message(let message) = delivery else { break }
            if let record = TicketLog.record(in: message) {
                changes.append(LoggedChange(sequence: message.sequence, record))
            }
            if changes.count >= wanted || message.pending == 0 { return changes }
        }
        return changes.isEmpty ? nil : changes
    }

    public func relayMark() async throws(StoreError) -> RelayMark? {
        do throws(NATSError) {
            let message = try await connection.jetStream.lastMessage(
                stream: TicketLog.stream, subject: TicketLog.cursorSubject, timeout: Self.timeout)
            return message.flatMap { RelayMark(decoding: $0.payload) }
        } catch {
            throw .unavailable(reason: "the ticket log cannot be read just now: \(error.message)")
        }
    }

    public func note(_ mark: RelayMark) async {
        let acknowledgement = try? await connection.jetStream.publish(
            TicketLog.cursorSubject, mark.encoded, timeout: Self.timeout)
        if let acknowledgement { wroteNote(at: acknowledgement.sequence) }
    }
}

// What its health is judged by.
extension JetStreamStore {
    /// As large as a long record.
    private static let trialSize = 4096

    /// Whether the tickets were loaded.
    var isServing: Bool { health.isServing }

    /// Why records cannot be written, and what to do.
    var refusal: String? { health.refusal }

    /// Finds out, after a refusal, whether records can be written again.
    func tryToWrite() async {
        do throws(NATSError) {
            let trial = [UInt8](repeating: 0x20, count: Self.trialSize)
            let stored = try await connection.jetStream.publish(
                TicketLog.trialSubject, trial, timeout: Self.timeout)
            wroteNote(at: stored.sequence)
            health.refuses(nil)
        } catch {
            health.refuses(error.remedy(for: TicketLog.stream))
        }
    }
}
