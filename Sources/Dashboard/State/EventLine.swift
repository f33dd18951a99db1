import Tickets

/// One line of the events view.
struct EventLine: Sendable, Hashable {
    enum Content: Sendable, Hashable {
        indirect case record(EventRecord)
        /// So many messages were left out here, since they came too fast.
        case leftOut(UInt64)
        /// So many sequences are missing here: the stream does not have them.
        case gap(UInt64)
        /// The tail was interrupted here.
        case interrupted(String, Timestamp)
        /// A line that somebody put here, to find what came since.
        case marker(Timestamp)
        /// The stream was made anew here: what is above is of the one before.
        case renewed
    }

    /// Where it stands: its own sequence, the first missing one, or the one before it.
    let sequence: UInt64
    let content: Content

    init(_ sequence: UInt64, _ content: Content) {
        self.sequence = sequence
        self.content = content
    }

    init(_ record: EventRecord) { self.init(record.sequence, .record(record)) }

    var record: EventRecord? {
        guard case .record(let record) = content else { return nil }
        return record
    }

    /// From which sequence on it stands: a remark is behind the message of its sequence.
    var boundary: UInt64 {
        switch content {
        case .record, .leftOut, .gap: sequence
        case .interrupted, .marker, .renewed: sequence + 1
        }
    }

    var isMarker: Bool {
        if case .marker = content { true } else { false }
    }

    /// What is left of it behind the sequences that are known; `nil`: nothing.
    func beyond(_ known: UInt64, through next: UInt64) -> EventLine? {
        switch content {
        case .interrupted, .marker, .renewed: return self
        case .record: return sequence >= known ? self : nil
        case .leftOut, .gap:
            guard sequence < known else { return self }
            guard next > known else { return nil }
            if case .gap = content { return EventLine(known, .gap(next - known)) }
            return EventLine(known, .leftOut(next - known))
        }
    }

    /// Whether a filter shows it; what is no message is always shown.
    func matches(_ filter: EventFilter) -> Bool { record?.matches(filter) ?? true }
}
