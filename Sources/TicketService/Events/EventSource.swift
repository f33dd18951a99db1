public import TicketWire
public import Tickets

/// Where a tenant's events can be read.
public protocol EventSource: Sendable {
    /// The events that only this process has, for want of JetStream.
    var local: EventLog { get }

    /// A tenant's events, oldest first.
    ///
    /// - Throws: `StoreError.unavailable` when they cannot be read just now.
    func events(of tenant: Tenant, _ query: EventQuery) async throws(StoreError) -> EventPage
}

/// Some of a tenant's events.
public struct EventPage: Sendable, Hashable {
    public let events: [StoredEvent]
    /// From where to go on: all events of the tenant up to here were given.
    public let lastSequence: UInt64

    /// - Parameters:
    ///   - after: the sequence that was asked from.
    ///   - lookedThrough: up to where the stream was looked through, when that is further than the last event.
    public init(_ events: [StoredEvent], after: UInt64?, lookedThrough: UInt64 = 0) {
        self.events = events
        lastSequence = max(events.last?.sequence ?? after ?? 0, lookedThrough)
    }
}
