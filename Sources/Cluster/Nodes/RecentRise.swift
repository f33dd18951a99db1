/// How much a counter has risen of late. Pure: the time is given.
struct RecentRise: Sendable {
    /// How long a rise counts as recent.
    static let memory = Duration.seconds(60)

    private var rises: [(time: ContinuousClock.Instant, amount: Int64)] = []

    /// Takes in the counter as it was and as it is.
    mutating func note(from old: Int64, to new: Int64, at now: ContinuousClock.Instant) {
        rises.removeAll { $0.time.duration(to: now) >= RecentRise.memory }
        if new > old { rises.append((now, new - old)) }
    }

    /// The rise of the last minute.
    func amount(at now: ContinuousClock.Instant) -> Int64 {
        rises.filter { $0.time.duration(to: now) < RecentRise.memory }.reduce(0) { $0 + $1.amount }
    }
}
