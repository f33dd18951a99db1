import JSON

/// How far the events of a log are told.
public struct RelayMark: Sendable, Hashable {
    /// The log's own id.
    public let logID: String
    /// Up to which sequence of the ticket log.
    public var logSequence: UInt64
    /// At which sequence of the event stream, at least, the last of them stands.
    public var eventSequence: UInt64

    public init(logID: String, logSequence: UInt64 = 0, eventSequence: UInt64 = 0) {
        self.logID = logID
        self.logSequence = logSequence
        self.eventSequence = eventSequence
    }

    /// The mark as a note in the log.
    var encoded: [UInt8] {
        let json: JSONValue = [
            "log": .string(logID),
            "log_sequence": .integer(Int64(clamping: logSequence)),
            "event_sequence": .integer(Int64(clamping: eventSequence)),
        ]
        return json.encoded
    }

    /// Reads a note; `nil` when it is none.
    init?(decoding bytes: [UInt8]) {
        guard let json = try? JSONValue(parsing: bytes), let id = json["log"]?.string,
            let log = json["log_sequence"]?.integer.flatMap({ UInt64(exactly: $0) }),
            let event = json["event_sequence"]?.integer.flatMap({ UInt64(exactly: $0) })
        else { return nil }
        self.init(logID: id, logSequence: log, eventSequence: event)
    }
}
