public import TicketWire

/// Some of a tenant's events, as the service gives them.
public struct EventPage: Sendable, Hashable {
    /// Oldest first.
    public let events: [StoredEvent]
    /// Ask behind this sequence for what follows.
    public let lastSequence: UInt64

    public init(events: [StoredEvent], lastSequence: UInt64) {
        self.events = events
        self.lastSequence = lastSequence
    }
}
