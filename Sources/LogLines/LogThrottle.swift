import Synchronization

/// Lets a line that could come thousands of times pass once a second, and counts the others.
public final class LogThrottle: Sendable {
    private struct State {
        var last: ContinuousClock.Instant?
        var waiting = 0
    }

    private static let period = Duration.seconds(1)
    private let state = Mutex(State())

    /// One that has counted nothing.
    public init() {}

    /// Counts one occurrence.
    ///
    /// - Returns: how many there were since the last line, when the next line is due.
    public func count() -> Int? {
        let now = ContinuousClock.now
        return state.withLock { state in
            state.waiting += 1
            if let last = state.last, now - last < LogThrottle.period { return nil }
            state.last = now
            defer { state.waiting = 0 }
            return state.waiting
        }
    }
}
