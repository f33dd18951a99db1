/// Growing delays with jitter, so that many clients do not come back at the same moment.
struct Backoff: Sendable {
    private let range: ClosedRange<Duration>
    private var next: Duration

    /// Delays from the lower bound, doubling, up to the upper one.
    init(_ range: ClosedRange<Duration>) {
        self.range = range
        next = range.lowerBound
    }

    /// The next delay: between half of it and the whole.
    mutating func delay() -> Duration {
        defer { next = min(next * 2, range.upperBound) }
        return next * Double.random(in: 0.5...1)
    }

    /// Begins anew with the shortest delay.
    mutating func reset() { next = range.lowerBound }
}
