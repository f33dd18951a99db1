import Tickets

/// Tells the time of day of instants.
struct WallClock {
    private let now = Timestamp.now
    private let instant = ContinuousClock.now

    func time(of moment: ContinuousClock.Instant) -> Timestamp {
        now.advanced(by: instant.duration(to: moment))
    }
}
