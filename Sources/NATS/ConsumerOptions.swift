/// What an ordered consumer reads.
public struct ConsumerOptions: Sendable, Hashable {
    /// Where it begins.
    public enum Start: Sendable, Hashable {
        /// With the first message that the stream has.
        case all
        /// With the next message that comes.
        case new
        /// With the last message that matches.
        case last
        /// With the last message of each subject that matches. Rebuilt in the middle of these, it goes on
        /// with every message after the last one it delivered.
        case lastPerSubject
        /// With the message of this sequence, or the next one there is.
        case sequence(UInt64)
        /// With the first message at or after this time: nanoseconds since 1970, UTC.
        case time(nanoseconds: Int64)
    }

    /// The stream.
    public var stream: String
    /// Which subjects; all of them when empty. More than one needs a server of version 2.10 or newer.
    public var filterSubjects: [String]
    /// Where it begins.
    public var start: Start
    /// How often the server says that it is still there; after two silent intervals the consumer is
    /// rebuilt. At least 100 ms.
    public var heartbeat: Duration = .seconds(1)
    /// How many messages wait for the reader. Beyond that nothing is lost: they are read again later.
    public var bufferLimit = 65_536
    /// Whether payloads are left out; the header `Nats-Msg-Size` then has their size.
    public var headersOnly = false
    /// Whether headers are read of messages that have a payload; leaving them alone is faster.
    public var readsHeaders = true

    /// A reader of a stream.
    public init(stream: String, filterSubjects: [String] = [], start: Start = .all) {
        self.stream = stream
        self.filterSubjects = filterSubjects
        self.start = start
    }
}
