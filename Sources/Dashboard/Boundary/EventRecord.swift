public import Tickets

/// One message of the event stream, as the events view shows it.
public struct EventRecord: Sendable, Hashable, Identifiable {
    /// Its place in the stream.
    public let sequence: UInt64
    public let subject: String
    /// When the stream stored it.
    public let time: Timestamp
    /// The headers, in their order.
    public let headers: [Header]
    /// The payload as text; remote, so hostile. Cut by the runner when it is very long.
    public let payload: String
    /// The payload's size in bytes.
    public let size: Int
    /// What the payload says when it is an event of a ticket.
    public let change: TicketChange?
    /// Whose it is; known from the headers also where the payload is no event.
    public let tenant: String?
    /// The id of the ticket that it is about.
    public let ticket: String?
    /// Whether it should be an event of a ticket and cannot be read as one.
    public let isUnreadable: Bool

    public var id: UInt64 { sequence }

    public struct Header: Sendable, Hashable {
        public let name: String
        public let value: String
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    public init(
        sequence: UInt64, subject: String, time: Timestamp, headers: [Header], payload: String, size: Int,
        change: TicketChange?, tenant: String? = nil, ticket: String? = nil, isUnreadable: Bool = false
    ) {
        self.sequence = sequence
        self.subject = subject
        self.time = time
        self.headers = headers
        self.payload = payload
        self.size = size
        self.change = change
        self.tenant = change?.ticket.tenant.name ?? tenant
        self.ticket = change?.ticket.id.description ?? ticket
        self.isUnreadable = isUnreadable
    }
}

extension EventRecord {
    /// What a filter looks at.
    var facts: EventFilter.Facts {
        let parts = [
            subject, tenant, ticket, change?.ticket.title, change?.actor, EventSummary.text(of: self),
            payload,
        ]
        return EventFilter.Facts(
            subject: subject, tenant: tenant, ticket: ticket, actor: change?.actor,
            text: parts.compactMap { $0 }.joined(separator: " ").lowercased())
    }

    /// The same without the text, for filters that hold no words: much cheaper.
    var wordlessFacts: EventFilter.Facts {
        EventFilter.Facts(subject: subject, tenant: tenant, ticket: ticket, actor: change?.actor, text: "")
    }

    /// Whether a filter shows it.
    func matches(_ filter: EventFilter) -> Bool {
        let isWordless = filter.words.isEmpty && filter.excludedWords.isEmpty
        return filter.matches(isWordless ? wordlessFacts : facts)
    }

    var family: EventFamily { EventFamily(subject: subject) }
}

/// How the tail of the event stream is.
public enum EventFeed: Sendable, Hashable {
    /// Being opened, for the first time or anew.
    case opening
    /// Following; what was stored before the opening has arrived.
    case following
    /// Interrupted behind this sequence; reopening goes on by itself.
    case interrupted(reason: String, after: UInt64)
    /// There is no stream, with the reason.
    case unavailable(reason: String)
}
