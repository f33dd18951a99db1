/// What an ordered consumer gives a reader who takes all that is there.
public enum DeliveryBatch: Sendable, Hashable {
    /// The next messages, at least one.
    case messages([StoredMessage])
    /// As `Delivery.interrupted`.
    case interrupted(reason: String, at: UInt64)
    /// As `Delivery.resumed`.
    case resumed(from: UInt64)
}
