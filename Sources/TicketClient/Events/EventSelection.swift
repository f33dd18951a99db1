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
    /// Only those that it lets through.
    public var filter: EventFilter
    public var start: Start
    /// Whether the reading goes on with what comes.
    public var follows: Bool
    /// Whether entries shall have their headers; without them reading is faster.
    public var readsHeaders = true

    public init(
        subject: String? = nil, tenant: Tenant? = nil, filter: EventFilter = .all, start: Start = .last(20),
        follows: Bool = false
    ) {
        self.subject = subject
        self.tenant = tenant
        self.filter = filter
        self.start = start
        self.follows = follows
    }

    /// Whether every message of the stream is selected.
    var isEverything: Bool { subject == nil && tenant == nil && filter.isEmpty }

    /// Whether the selection, or its reader, looks at headers.
    var needsHeaders: Bool { readsHeaders || tenant != nil || !filter.isEmpty }

    /// Those that are this tenant's, by their event or by the header of a message that is none, and that the
    /// filter lets through.
    func filter(_ entries: [StreamEntry]) -> [StreamEntry] {
        if tenant == nil, filter.isEmpty { return entries }
        return entries.filter { entry in
            if let tenant, entry.tenant != tenant.name { return false }
            return filter.isEmpty || filter.matches(entry.facts)
        }
    }
}
