public import TicketWire

/// Why the service did not do what it was asked.
public struct ClientError: Error, Sendable, Hashable {
    /// What kind of failure it was.
    public enum Kind: Sendable, Hashable {
        /// The service answered with an error.
        case refused(ServiceError)
        /// No server is connected; nothing was sent.
        case disconnected
        /// Servers are connected, but no service listens; nothing was changed.
        case noService
        /// The server does not let this user ask.
        case notPermitted
        /// No answer came in time, or the connection broke after the request had left: a change may or
        /// may not have been made.
        case unknownOutcome
        /// The answer could not be read.
        case unreadableReply
        /// The request could not be sent as it is, such as one over the server's maximum payload.
        case notSent
    }

    public let kind: Kind
    /// One sentence that says what and what to do.
    public let message: String

    public init(kind: Kind, message: String) {
        self.kind = kind
        self.message = message
    }
}
