public import Tickets

/// What the event stream holds at one moment.
public struct EventBounds: Sendable, Hashable {
    /// The first sequence that is stored; one above the last when nothing is.
    public let firstSequence: UInt64
    /// The last sequence that was ever given; 0: none.
    public let lastSequence: UInt64
    /// How many messages are stored; fewer than the sequences between when some were deleted.
    public let messages: UInt64
    /// When the first message was stored; `nil` when there is none.
    public let firstTime: Timestamp?
    /// When the last message was stored; `nil` when there is none.
    public let lastTime: Timestamp?

    public init(
        firstSequence: UInt64, lastSequence: UInt64, messages: UInt64, firstTime: Timestamp?,
        lastTime: Timestamp?
    ) {
        self.firstSequence = firstSequence
        self.lastSequence = lastSequence
        self.messages = messages
        self.firstTime = firstTime
        self.lastTime = lastTime
    }

    /// Whether no message is stored.
    public var isEmpty: Bool { messages == 0 }

    /// Whether every sequence between the bounds is stored.
    var hasNoHoles: Bool { messages == lastSequence + 1 - firstSequence }
}
