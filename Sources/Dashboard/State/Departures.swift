import Tickets

/// Tickets that went from the screen shortly after one another: they share a word in the status line.
struct Departures: Sendable, Hashable {
    var count: Int
    /// When that word goes; it is another one's when this differs.
    var until: Timestamp
}
