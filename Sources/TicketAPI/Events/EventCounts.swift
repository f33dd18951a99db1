/// How many listen to events, and what became of those who did.
struct EventCounts: Sendable {
    var listeners = 0
    /// Events that were put before listeners.
    var delivered: UInt64 = 0
    /// Listeners that were cut off because they read too slowly.
    var dropped: UInt64 = 0

    /// Writes the families of the event streams.
    func write(to text: inout Exposition) {
        text.begin("ticket_api_event_listeners", .gauge, "Clients that listen to events.")
        text.sample(Double(listeners))
        text.begin("ticket_api_events_delivered_total", .counter, "Events that were put before listeners.")
        text.sample(Double(delivered))
        text.begin(
            "ticket_api_event_listeners_dropped_total", .counter, "Listeners cut off for reading too slowly.")
        text.sample(Double(dropped))
    }
}
