import Synchronization

/// Measures how long nobody answers after a node was killed: asks every 50 ms, whether or not the question
/// before was answered.
struct FailoverProbe: Sendable {
    enum Outcome: Sendable, Hashable {
        /// From the kill until the first answer behind the longest silence.
        case failedOver(after: Duration)
        /// There was no silence longer than `silenceLimit`.
        case uninterrupted
        /// There is no answer even after so long.
        case missing(after: Duration)
    }

    private static let pace = Duration.milliseconds(50)
    /// How long nobody may answer without that being an interruption.
    static let silenceLimit = Duration.milliseconds(300)
    /// So long all must be well before it counts as over.
    private static let calm = Duration.milliseconds(1500)
    /// A kill may be felt so late: servers find out by their heartbeats.
    private static let watch = Duration.seconds(4)
    private static let patience = Duration.seconds(30)

    /// Asks once; whether there was an answer.
    let ask: @Sendable () async -> Bool

    /// What was answered so far.
    private final class Record: Sendable {
        struct Content {
            var answers: [ContinuousClock.Instant] = []
            var lastFailure: ContinuousClock.Instant?
        }

        let content = Mutex(Content())

        func note(isAnswered: Bool) {
            content.withLock { content in
                if isAnswered { content.answers.append(.now) } else { content.lastFailure = .now }
            }
        }
    }

    /// Asks until it is over.
    ///
    /// - Parameter start: the moment of the kill.
    func measure(since start: ContinuousClock.Instant) async -> Outcome {
        let record = Record()
        return await withTaskGroup(of: Void.self) { group in
            var next = ContinuousClock.now
            while !Task.isCancelled {
                group.addTask { [ask] in record.note(isAnswered: await ask()) }
                next += FailoverProbe.pace
                try? await Task.sleep(until: next, clock: .continuous)
                let told = record.content.withLock { $0 }
                if let outcome = FailoverProbe.judge(
                    told.answers, told.lastFailure, since: start, at: .now)
                {
                    group.cancelAll()
                    return outcome
                }
            }
            return .uninterrupted
        }
    }

    /// What the answers tell so far; `nil`: it is not over.
    static func judge(
        _ answers: [ContinuousClock.Instant], _ lastFailure: ContinuousClock.Instant?,
        since start: ContinuousClock.Instant, at now: ContinuousClock.Instant
    ) -> Outcome? {
        let times = answers.filter { $0 >= start }.sorted()
        let waited = start.duration(to: now)
        let silence = (times.last ?? start).duration(to: now)
        if waited >= patience, silence > silenceLimit { return .missing(after: waited) }
        guard waited >= watch, silence <= silenceLimit else { return nil }
        var (longest, end, before) = (Duration.zero, start, start)
        for time in times {
            let gap = before.duration(to: time)
            if gap > longest { (longest, end) = (gap, time) }
            before = time
        }
        let isCalm =
            end.duration(to: now) >= calm && (lastFailure.map { $0.duration(to: now) >= calm } ?? true)
        guard isCalm || waited >= patience else { return nil }
        return longest > silenceLimit ? .failedOver(after: start.duration(to: end)) : .uninterrupted
    }
}
