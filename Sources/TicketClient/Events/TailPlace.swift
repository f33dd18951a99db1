import Tickets

/// Where a tail begins or goes on.
enum TailPlace: Sendable, Hashable {
    case start(EventTail.Start)
    /// Behind this sequence of the stream that was created at that time, as the server writes it; and when the
    /// message of that sequence was stored, if one was read.
    case behind(UInt64, time: Timestamp?, created: String?)
}
