import Tickets

/// Which sequence comes next, so that what the stream does not have is seen.
struct SequenceLedger: Sendable, Hashable {
    /// The sequence that comes next when nothing is missing.
    private(set) var next: UInt64
    /// When the message was stored that was taken last; `nil`: none yet.
    private(set) var lastTime: Timestamp?

    init(next: UInt64) { self.next = next }

    /// Whether a message was taken already, or stands before the beginning.
    func isPast(_ sequence: UInt64) -> Bool { sequence < next }

    /// Takes a message that is not past; returns the sequences that are missing before it.
    mutating func take(_ sequence: UInt64, at time: Timestamp) -> ClosedRange<UInt64>? {
        defer { (next, lastTime) = (sequence + 1, time) }
        return sequence > next ? next...(sequence - 1) : nil
    }
}
