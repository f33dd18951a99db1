public import JSON
public import Tickets

/// An event with its place in the event stream: an entry of the reply to `events`.
public struct StoredEvent: Sendable, Hashable {
    /// Its sequence in the event stream.
    public let sequence: UInt64
    /// Where it was published.
    public let subject: String
    /// When the stream took it.
    public let time: Timestamp
    public let event: TicketEvent

    public init(sequence: UInt64, subject: String, time: Timestamp, event: TicketEvent) {
        self.sequence = sequence
        self.subject = subject
        self.time = time
        self.event = event
    }

    /// Writes the entry as one object.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("sequence")
        writer.value(sequence)
        writer.member("subject", subject)
        writer.member("time", time.description)
        writer.key("event")
        writer.raw(event.encoded)
        writer.endObject()
    }

    /// Reads an entry.
    ///
    /// - Throws: `WireError` naming the first field that is missing or malformed.
    public init(decoding json: JSONValue) throws(WireError) {
        let fields = try WireObject(json, "entry")
        self.init(
            sequence: try fields.required("sequence") { $0.integer.flatMap { UInt64(exactly: $0) } },
            subject: try fields.required("subject", \.string),
            time: try fields.required("time") { $0.string.flatMap { Timestamp($0) } },
            event: try TicketEvent(decoding: try fields.required("event") { $0 }))
    }
}
