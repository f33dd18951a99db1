import Testing

@testable import NATS

/// What an ordered consumer decides, without a server.
@Suite struct FeedStateTests {
    private static func message(_ consumer: Int, _ stream: Int) -> Message {
        Message(subject: "e", reply: "$JS.ACK.E.c.1.\(stream).\(consumer).7.0")
    }

    /// A state behind a reference: an expectation may then contain a change.
    private final class Probe {
        private var state: FeedState

        init(limit: Int) { state = FeedState(limit: limit) }

        var phase: FeedState.Phase { state.phase }
        var received: UInt64 { state.received }
        var isIdle: Bool { state.isIdle }

        func begin() -> UInt64 { state.begin() }
        func begun(_ generation: UInt64, behind sequence: UInt64, startsNew: Bool) -> Delivery? {
            state.begun(generation, behind: sequence, startsNew: startsNew)
        }
        func receive(_ message: Message, _ generation: UInt64) -> Bool { state.receive(message, generation) }
        func fall(_ reason: String?) { state.fall(reason) }
        func step() -> FeedState.Step { state.step() }
        func stepOverAll() -> FeedState.Step { state.stepOverAll() }
    }

    private static func live(limit: Int = 10) -> (Probe, UInt64) {
        let state = Probe(limit: limit)
        let generation = state.begin()
        _ = state.begun(generation, behind: 0, startsNew: false)
        return (state, generation)
    }

    private func sequences(_ state: Probe, atMost limit: Int = .max) -> [UInt64] {
        var found: [UInt64] = []
        while found.count < limit, case .deliver(.message(let message)) = state.step() {
            found.append(message.sequence)
        }
        return found
    }

    @Test func gapIsNotGuessedOver() {
        let (state, generation) = Self.live()
        #expect(state.receive(Self.message(1, 1), generation))
        #expect(state.receive(Self.message(3, 3), generation))
        #expect(state.receive(Self.message(4, 4), generation) == false)
        #expect(sequences(state) == [1])
        #expect(state.received == 1)
        #expect(state.phase == .down("messages were lost on the way"))
        let next = state.begin()
        #expect(state.begun(next, behind: 1, startsNew: false) == .resumed(from: 2))
        #expect(state.receive(Self.message(2, 2), generation) == false)
        #expect(state.receive(Self.message(1, 2), next))
        #expect(sequences(state) == [2])
    }

    @Test func whatCameBeforeIsSkipped() {
        let (state, generation) = Self.live()
        _ = state.receive(Self.message(1, 5), generation)
        state.fall(nil)
        let next = state.begin()
        for (consumer, stream) in [(1, 4), (2, 5), (3, 6)] {
            _ = state.receive(Self.message(consumer, stream), next)
        }
        #expect(sequences(state) == [5, 6])
    }

    @Test func heartbeatTellsOfALostMessage() {
        let (state, generation) = Self.live()
        _ = state.receive(Self.message(1, 1), generation)
        let beat = Message(subject: "i", headers: ["Nats-Last-Consumer": "1"], status: 100)
        _ = state.receive(beat, generation)
        #expect(state.phase == .live)
        let ahead = Message(subject: "i", headers: ["Nats-Last-Consumer": "2"], status: 100)
        _ = state.receive(ahead, generation)
        #expect(state.phase != .live)
    }

    @Test func allThatIsThereIsTakenUpToASign() {
        let (state, generation) = Self.live()
        func take() -> [UInt64]? {
            guard case .deliverAll(let messages) = state.stepOverAll() else { return nil }
            return messages.map(\.sequence)
        }
        for number in 1...3 { _ = state.receive(Self.message(number, number), generation) }
        #expect(sequences(state, atMost: 1) == [1])
        let sign = Message(subject: "i", reply: "$JS.FC.E.c.x", status: 100)
        #expect(state.receive(sign, generation))
        for number in 4...5 { _ = state.receive(Self.message(number, number), generation) }
        #expect(take() == [2, 3])
        guard case .answer("$JS.FC.E.c.x") = state.stepOverAll() else {
            Issue.record("not answered where it stands")
            return
        }
        #expect(take() == [4, 5])
        #expect(state.isIdle)
        state.fall("over")
        guard case .deliver(.interrupted("over", at: 5)) = state.stepOverAll() else {
            Issue.record("not told of the interruption")
            return
        }
    }

    @Test func flowControlIsAnsweredAfterWhatStandsBeforeIt() {
        let (state, generation) = Self.live()
        _ = state.receive(Self.message(1, 1), generation)
        _ = state.receive(Message(subject: "i", reply: "$JS.FC.E.c.x", status: 100), generation)
        guard case .deliver(.message) = state.step(), case .answer("$JS.FC.E.c.x") = state.step() else {
            Issue.record("wrong order")
            return
        }
        let stalled = Message(subject: "i", headers: ["Nats-Consumer-Stalled": "$JS.FC.E.c.y"], status: 100)
        _ = state.receive(stalled, generation)
        guard case .answer("$JS.FC.E.c.y") = state.step() else {
            Issue.record("a stalled consumer is not answered")
            return
        }
        #expect(state.isIdle)
    }

    @Test func fullBufferFallsQuietly() {
        let (state, generation) = Self.live(limit: 2)
        for number in 1...3 { _ = state.receive(Self.message(number, number), generation) }
        #expect(sequences(state) == [1, 2])
        #expect(state.phase == .down(nil) && state.received == 2)
        guard case .build = state.step() else {
            Issue.record("not rebuilt")
            return
        }
        let next = state.begin()
        #expect(state.begun(next, behind: 2, startsNew: false) == nil)
    }

    @Test func interruptionIsToldOnceAndAfterWhatWasReceived() {
        let (state, generation) = Self.live()
        _ = state.receive(Self.message(1, 1), generation)
        state.fall("first")
        state.fall("second")
        #expect(sequences(state) == [1])
        state.fall("third")
        guard case .build = state.step() else {
            Issue.record("told twice")
            return
        }
    }

    @Test func newOnesBeginBehindTheEnd() {
        let state = Probe(limit: 10)
        state.fall("no stream")
        _ = state.step()
        let generation = state.begin()
        _ = state.receive(Self.message(1, 43), generation)
        #expect(state.begun(generation, behind: 42, startsNew: true) == .resumed(from: 43))
        #expect(state.received == 43)
    }
}
