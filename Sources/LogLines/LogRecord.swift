import JSON
public import Tickets

/// One line of the log. It never holds a title, a description, a credential or a payload.
public struct LogRecord: Sendable, Hashable {
    public var level: LogLevel
    /// What happened, in a few words that are always the same.
    public var message: String
    public var requestID: String?
    public var tenant: String?
    public var action: String?
    public var duration: Duration?
    /// What went wrong, without anything that people typed.
    public var error: String?

    public init(
        _ level: LogLevel, _ message: String, requestID: String? = nil, tenant: String? = nil,
        action: String? = nil, duration: Duration? = nil, error: String? = nil
    ) {
        self.level = level
        self.message = message
        self.requestID = requestID
        self.tenant = tenant
        self.action = action
        self.duration = duration
        self.error = error
    }

    /// The record as one JSON object with a line feed behind it.
    ///
    /// - Parameters:
    ///   - service: the service's name.
    ///   - time: the moment of the record.
    public func line(service: String, at time: Timestamp) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        let texts = [
            ("timestamp", time.description), ("level", level.rawValue), ("message", message),
            ("service", service), ("request_id", requestID.map { String($0.prefix(128)) }),
            ("tenant_id", tenant), ("action", action),
        ]
        for case (let key, let value?) in texts {
            writer.key(key)
            writer.value(value)
        }
        if let duration {
            writer.key("duration_ms")
            writer.value(Double(duration.microseconds) / 1000)
        }
        if let error {
            writer.key("error")
            writer.value(error)
        }
        writer.endObject()
        return writer.bytes + [UInt8(ascii: "\n")]
    }
}

extension Duration {
    /// The whole microseconds.
    fileprivate var microseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    }
}
