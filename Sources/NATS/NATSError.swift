/// What went wrong in talking to NATS.
public struct NATSError: Error, Sendable, Hashable {
    /// The kinds of failure.
    public enum Code: Sendable, Hashable {
        /// The connection is closed for good.
        case closed
        /// There is no connection just now; one is being made.
        case disconnected
        /// No answer came in time.
        case timeout
        /// Nobody listens on the subject that was asked.
        case noResponders
        /// The server does not accept the credentials.
        case authentication
        /// The server does not allow this subject.
        case permission
        /// The message is larger than the server takes.
        case maxPayload
        /// A subject, header or option cannot be right.
        case invalidArgument
        /// Messages arrive faster than they are taken; some were dropped.
        case slowConsumer
        /// Reading, writing or connecting failed.
        case io
        /// The other side does not speak as NATS does.
        case protocolError
        /// The task that waited was cancelled.
        case cancelled
        /// JetStream refused: its status code and its error code.
        case jetStream(code: Int, errorCode: Int)
        /// Any other status of libnats or of a status line.
        case other(status: Int)
    }

    /// The kind of failure.
    public var code: Code
    /// What happened, for a person; never a secret or a payload.
    public var message: String
    /// The function of libnats that failed, if one did.
    public var call: String?
    /// The subject that is not permitted, for `permission`.
    public var subject: String?

    /// A failure of this kind.
    public init(_ code: Code, _ message: String, call: String? = nil, subject: String? = nil) {
        self.code = code
        self.message = message
        self.call = call
        self.subject = subject
    }

    /// Whether JetStream refused because the expected sequence is not the last one.
    ///
    /// Newer servers answer 10164 while another write to the same subject is under way.
    public var isWrongLastSequence: Bool {
        switch code {
        case .jetStream(_, let errorCode): errorCode == 10071 || errorCode == 10164
        default: false
        }
    }

    /// Whether JetStream knows no such stream, consumer or message.
    public var isNotFound: Bool {
        if case .jetStream(code: 404, _) = code { true } else { false }
    }
}

extension NATSError: CustomStringConvertible {
    public var description: String {
        call.map { "\(message) (\($0))" } ?? message
    }
}
