import Synchronization

/// What all workers of a load test share: how far it is and whether it shall end.
final class LoadGauge: Sendable {
    private let started = Atomic<Int>(0)
    private let done = Atomic<Int>(0)
    private let failed = Atomic<Int>(0)
    private let stops = Atomic<Bool>(false)
    private let end: LoadPlan.End
    private let start = ContinuousClock.now

    init(_ end: LoadPlan.End) { self.end = end }

    /// Whether one more request shall be made; it counts as begun.
    func takes() -> Bool {
        if stops.load(ordering: .relaxed) { return false }
        switch end {
        case .requests(let count):
            return started.wrappingAdd(1, ordering: .relaxed).oldValue < count
        case .duration(let duration): return elapsed < duration
        }
    }

    /// Counts a request that has ended.
    func note(isError: Bool) {
        done.wrappingAdd(1, ordering: .relaxed)
        if isError { failed.wrappingAdd(1, ordering: .relaxed) }
    }

    /// Lets no further request begin.
    func stop() { stops.store(true, ordering: .relaxed) }

    /// Whether `stop` was called.
    var isStopped: Bool { stops.load(ordering: .relaxed) }

    /// The time since the start.
    var elapsed: Duration { start.duration(to: .now) }

    /// How far it is, for people.
    var text: String {
        let done = done.load(ordering: .relaxed)
        let seconds = elapsed / .seconds(1)
        let rate = seconds > 0 ? Int(Double(done) / seconds) : 0
        let goal: String =
            switch end {
            case .requests(let count): "\(done) of \(count) requests"
            case .duration(let duration):
                "\(done) requests, \(Int(seconds)) of \(Int(duration / .seconds(1))) s"
            }
        return "\(goal), \(rate) per second, \(failed.load(ordering: .relaxed)) errors"
    }
}
