import Tickets

/// One client that listens: what waits for it, and from where on that is everything.
struct EventListener: Sendable {
    let id: UInt64
    /// All events of the tenant behind `position`, until the stream ends.
    let frames: AsyncStream<EventFrame>
    let position: UInt64
    /// Ends the frames: nobody reads them any more.
    let end: @Sendable () -> Void
}
