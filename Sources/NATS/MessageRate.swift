/// Whether so many messages come that it pays to wait for more of them.
struct MessageRate {
    /// With more messages than this in a millisecond it does: each waking, here and in the server, costs more
    /// than the handling of a message.
    private static let limit = 16
    private static let window: UInt64 = 1_000_000

    private var start: UInt64 = 0
    private var count = 0
    /// As the last full window had it.
    private(set) var isHigh = false

    /// Counts messages that were read.
    ///
    /// - Parameter time: now, in nanoseconds.
    mutating func add(_ messages: Int, at time: UInt64) {
        let age = time - start
        if age > Self.window {
            isHigh = count > Self.limit && age < 2 * Self.window
            start = time
            count = 0
        }
        count += messages
    }
}
