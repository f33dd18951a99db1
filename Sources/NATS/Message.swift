/// A message as it came from the server.
public struct Message: Sendable {
    /// The subject it was published on.
    public var subject: String
    /// Where an answer is expected, if one is.
    public var reply: String?
    /// Its headers, without the status line.
    public var headers: Headers
    /// Its bytes.
    public var payload: [UInt8]
    /// The code of a status line `NATS/1.0 503`; `nil` for an ordinary message.
    public var status: Int?

    /// A message with these parts.
    public init(
        subject: String, reply: String? = nil, headers: Headers = [:], payload: [UInt8] = [],
        status: Int? = nil
    ) {
        self.subject = subject
        self.reply = reply
        self.headers = headers
        self.payload = payload
        self.status = status
    }

    /// The payload as text; invalid UTF-8 is replaced.
    public var text: String { String(decoding: payload, as: UTF8.self) }
}
