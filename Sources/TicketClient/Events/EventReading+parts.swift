import NATS
import TicketWire
import Tickets

// What a reading is made of.
extension EventReading {
    /// What the stream holds.
    func bounds() async throws(Problem) -> EventBounds {
        let bounds = try await asking { () async throws(NATSError) in
            try await EventStream(connection).bounds()
        }
        guard let bounds else { throw .noStream }
        return bounds
    }

    /// Whether there is a message to read from a sequence on. A consumer would wait for one.
    func isStored(from sequence: UInt64) async throws(Problem) -> Bool {
        try await asking { () async throws(NATSError) in
            try await connection.jetStream.message(
                stream: Subjects.eventStream, atOrAfter: sequence, subject: selection.subject ?? ">")
        } != nil
    }

    func asking<Value>(
        _ ask: () async throws(NATSError) -> Value
    ) async throws(Problem) -> Value {
        do throws(NATSError) { return try await ask() } catch { throw .failed(error) }
    }

    /// Who does not follow wants an end: an error rather than a wait for ever.
    func wait(_ reason: String) async throws(Problem) {
        guard !selection.follows else { return }
        do throws(NATSError) {
            _ = try await connection.connected(within: EventReading.patience)
        } catch { throw .lost(reason: reason) }
    }

    func options(from sequence: UInt64) -> ConsumerOptions {
        var options = ConsumerOptions(
            stream: Subjects.eventStream, filterSubjects: selection.subject.map { [$0] } ?? [],
            start: .sequence(sequence))
        options.readsHeaders = selection.needsHeaders
        return options
    }

    /// Gives what is selected of some entries that are not past, and the gaps between all of them.
    func give(
        _ entries: [StreamEntry], _ ledger: inout SequenceLedger, hasMore: Bool,
        _ body: (Element) async throws -> Void
    ) async throws {
        var start = entries.startIndex
        for index in entries.indices {
            let entry = entries[index]
            guard let gap = ledger.take(entry.sequence, at: entry.time), selection.subject == nil
            else { continue }
            if start < index {
                try await body(.entries(selection.filter(Array(entries[start..<index])), hasMore: true))
            }
            start = index
            try await body(.gap(first: gap.lowerBound, last: gap.upperBound))
        }
        let rest = start == 0 ? entries : Array(entries[start...])
        try await body(.entries(selection.filter(rest), hasMore: hasMore))
    }

    /// The last selected messages, found by reading ever larger pieces from the end backwards.
    func lastEntries(_ count: Int, upTo end: UInt64) async throws -> [StreamEntry] {
        guard count > 0, end > 0 else { return [] }
        var size = UInt64(clamping: selection.isEverything ? count : max(count, 250) * 4)
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
        guard try await isStored(from: begin) else { return [] }
        var found: [StreamEntry] = []
        let consumer = course.use(connection.jetStream.consume(options(from: begin)))
        defer { consumer.stop() }
        while let batch = await consumer.nextBatch() {
            if case .interrupted(let reason, _) = batch { try await wait(reason) }
            guard case .messages(let messages) = batch else { continue }
            found += selection.filter(messages.entries(from: begin, through: end))
            // Twice the count, so that the array is shortened seldom.
            if found.count >= count * 2 { found.removeFirst(found.count - count) }
            if let last = messages.last, last.sequence >= end || last.pending == 0 {
                return Array(found.suffix(count))
            }
        }
        try Task.checkCancellation()
        throw Problem.lost(reason: "the connection was closed")
    }
}
