/// A message as a stream has it.
public struct StoredMessage: Sendable, Hashable {
    /// The stream.
    public var stream: String
    /// The subject it was published on.
    public var subject: String
    /// Its place in the stream.
    public var sequence: UInt64
    /// When the stream stored it, in nanoseconds since 1970, UTC.
    public var timeNanoseconds: Int64
    /// Its headers.
    public var headers: Headers
    /// Its bytes.
    public var payload: [UInt8]
    /// How many messages of the stream a consumer has still before it behind this one; 0 for a single get.
    public var pending: UInt64

    /// A stored message.
    public init(
        stream: String, subject: String, sequence: UInt64, timeNanoseconds: Int64, headers: Headers = [:],
        payload: [UInt8], pending: UInt64 = 0
    ) {
        self.stream = stream
        self.subject = subject
        self.sequence = sequence
        self.timeNanoseconds = timeNanoseconds
        self.headers = headers
        self.payload = payload
        self.pending = pending
    }
}
