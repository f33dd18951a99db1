public import Tickets

/// Which messages of the event stream are read.
public struct EventSelection: Sendable, Hashable {
    /// Where the reading begins.
    public enum Start: Sendable, Hashable {
        /// With the message of this sequence, or the next one there is.
        case sequence(UInt64)
        /// With the first message of this moment or later.
        case time(Timestamp)
        /// So that at most this many selected messages come before the end.
        case last(Int)
    }

    /// Only subjects that match; `nil`: all of the stream.
    public var subject: String?
    /// Only this tenant's; `nil`: all.
    public var tenant: Tenant?
    public var start: Start
    /// Whether the reading goes on with what comes.
    public var follows: Bool

    public init(
        subject: String? = nil, tenant: Tenant? = nil, start: Start = .last(20), follows: Bool = false
    ) {
        self.subject = subject
        self.tenant = tenant
        self.start = start
        self.follows = follows
    }

    /// Whether a message is this tenant's: by its event, or by the header of a message that is none.
    func includes(_ entry: StreamEntry) -> Bool {
        guard let tenant else { return true }
        return entry.tenant == tenant.name
    }
}
