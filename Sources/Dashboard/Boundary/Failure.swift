public import Tickets

/// Why something that was asked for did not happen.
public struct Failure: Error, Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// A rule was broken; `details` say where.
        case invalid
        case notFound
        /// Someone changed the ticket since; this is how it stands now.
        case conflict(Ticket?)
        case busy
        /// No server or no service; nothing was changed.
        case unreachable
        /// It is not known whether the change was made; asking again with the same key finds out.
        case unknownOutcome
        case other
    }

    public let kind: Kind
    /// One sentence for the screen.
    public let message: String
    public let details: [FieldViolation]

    public init(kind: Kind, message: String, details: [FieldViolation] = []) {
        self.kind = kind
        self.message = message
        self.details = details
    }
}
