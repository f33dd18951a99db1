/// What an ordered consumer gives its reader.
public enum Delivery: Sendable, Hashable {
    /// The next message.
    case message(StoredMessage)
    /// No messages for now: why, and the last sequence that was received (0: none).
    case interrupted(reason: String, at: UInt64)
    /// Messages go on with this sequence. One that is not above the last received means that the stream
    /// was created anew and everything read before is void.
    case resumed(from: UInt64)
}
