import NATS
import Tickets

extension StreamEntry {
    init(_ message: StoredMessage) {
        self.init(
            sequence: message.sequence, subject: message.subject, time: message.storedAt,
            headers: message.headers.fields.map { ($0.name, $0.value) }, payload: message.payload)
    }
}

extension StoredMessage {
    /// When the stream stored it.
    var storedAt: Timestamp { Timestamp(milliseconds: timeNanoseconds / 1_000_000) }
}

extension [StoredMessage] {
    /// Those of messages in the order of the stream that stand between two sequences.
    func entries(from begin: UInt64, through end: UInt64) -> [StreamEntry] {
        var range = indices
        while !range.isEmpty, self[range.lowerBound].sequence < begin { range = range.dropFirst() }
        while !range.isEmpty, self[range.upperBound - 1].sequence > end { range = range.dropLast() }
        return range.map { StreamEntry(self[$0]) }
    }
}
