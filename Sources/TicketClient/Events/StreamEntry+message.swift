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
