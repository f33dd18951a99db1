import Testing

@testable import ticketdeck

/// How long nobody answered, as the answers tell.
struct FailoverProbeTests {
    private let start = ContinuousClock.now

    /// Judges answers at these milliseconds after the kill.
    private func judge(
        _ answers: [Int], lastFailure: Int? = nil, after: Int
    ) -> FailoverProbe.Outcome? {
        FailoverProbe.judge(
            answers.map { start + .milliseconds($0) }, lastFailure.map { start + .milliseconds($0) },
            since: start, at: start + .milliseconds(after))
    }

    private func every(_ step: Int, _ range: ClosedRange<Int>) -> [Int] {
        Array(stride(from: range.lowerBound, through: range.upperBound, by: step))
    }

    @Test func itEndsWithTheFirstAnswerBehindTheLongestSilence() {
        let answers = every(50, 0...400) + every(50, 1700...4500)
        #expect(judge(answers, lastFailure: 1600, after: 4520) == .failedOver(after: .milliseconds(1700)))
    }

    @Test func answersWithoutASilenceAreNoInterruption() {
        #expect(judge(every(50, 0...4200), after: 4210) == .uninterrupted)
        #expect(judge(every(290, 0...4350), after: 4360) == .uninterrupted)
    }

    @Test func aKillIsWatchedForAWhileSinceItMayBeFeltLate() {
        #expect(judge(every(50, 0...3000), after: 3010) == nil)
    }

    @Test func itIsNotOverBeforeAllHasBeenWellForAWhile() {
        let answers = every(50, 0...400) + every(50, 3900...4500)
        #expect(judge(answers, after: 4520) == nil)
        #expect(
            judge(answers + every(50, 4550...5500), after: 5510) == .failedOver(after: .milliseconds(3900)))
        #expect(judge(every(50, 0...5000), lastFailure: 4900, after: 5010) == nil)
    }

    @Test func withoutAnAnswerItIsSaidAfterHalfAMinute() {
        #expect(judge(every(50, 0...400), after: 20_000) == nil)
        #expect(judge(every(50, 0...400), after: 30_000) == .missing(after: .seconds(30)))
        #expect(judge([], after: 30_000) == .missing(after: .seconds(30)))
    }

    @Test func answersFromBeforeTheKillDoNotCount() {
        #expect(
            judge([-500, -50] + every(50, 800...4500), after: 4520) == .failedOver(after: .milliseconds(800)))
    }
}
