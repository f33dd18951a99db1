/// Which sequence comes next, so that what the stream does not have is seen.
struct SequenceLedger: Sendable, Hashable {
    /// The sequence that comes next when nothing is missing.
    private(set) var next: UInt64
    /// The sequence that was taken last; `nil`: none yet.
    private(set) var last: UInt64?

    init(next: UInt64) { self.next = next }

    /// Whether a message was taken already, or stands before the beginning.
    func isPast(_ sequence: UInt64) -> Bool { sequence < next }

    /// Takes a message that is not past; returns the sequences that are missing before it.
    mutating func take(_ sequence: UInt64) -> ClosedRange<UInt64>? {
        defer { (last, next) = (sequence, sequence + 1) }
        return sequence > next ? next...(sequence - 1) : nil
    }
}
