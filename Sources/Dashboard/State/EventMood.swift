import Tickets

/// What stands out in the rates.
enum EventMood: Sendable, Hashable {
    case usual
    /// So many times what is usual.
    case burst(Int)
    case silent(Duration)
}

extension EventRates {
    /// Below so many events in three seconds nothing is called a burst.
    private static let smallestBurst = 30.0
    private static let shortestSilence = Duration.seconds(60)

    /// What stands out: a burst of the last three seconds against the minute before, or a silence that is ten
    /// times as long as the pause between two events usually is.
    func mood(at now: Timestamp) -> EventMood {
        guard let newest else { return .usual }
        let silence = now.since(newest)
        if silence >= EventRates.shortestSilence {
            let hour = byMinute(nil, at: newest).compactMap { $0 }
            let perMinute = hour.isEmpty ? 0 : hour.reduce(0, +) / Double(hour.count)
            let usualPause = perMinute > 0 ? 60 / perMinute : 0
            if silence >= .seconds(10 * usualPause) { return .silent(silence) }
        }
        let known = bySecond(nil, at: now).compactMap { $0 }
        let burst = known.suffix(3).reduce(0, +)
        let before = known.dropLast(3)
        guard before.count >= 10, burst >= EventRates.smallestBurst else { return .usual }
        let usual = max(before.reduce(0, +) / Double(before.count), 0.2) * 3
        let times = Int(min(burst / usual, 1_000_000))
        return times >= 5 ? .burst(times) : .usual
    }
}
