/// Where a tail begins or goes on.
enum TailPlace: Sendable, Hashable {
    case start(EventTail.Start)
    /// Behind this sequence of the stream that was created at that time, as the server writes it.
    case behind(UInt64, created: String?)
}
