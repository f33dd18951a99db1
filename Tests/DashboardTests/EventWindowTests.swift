import Screen
import Testing
import Tickets

@testable import Dashboard

/// Moving in a stream that is much longer than what is kept of it.
@Suite struct EventWindowTests {
    private let tenMillion: ClosedRange<UInt64> = 1...10_000_000

    @Test func pausedTextStandsStillWhateverComes() {
        var river = River(tenMillion)
        var deck = river.deck()
        deck.press(.pageUp)
        river.serve(&deck)
        let (sequence, text) = (deck.cursorSequence, deck.eventLines)
        for start in stride(from: UInt64(10_000_001), to: 10_040_000, by: 1000) {
            deck.send(.events((start..<start + 1000).map(River.record), dropped: 0))
            #expect(deck.state.events.window.count <= EventWindow.capacity)
            #expect(deck.state.events.recent.count <= 500)
        }
        #expect(deck.cursorSequence == sequence && deck.eventLines == text)
        #expect(deck.screen.contains("+40,000 new"))
        #expect(!deck.state.events.window.isAtTail)
        deck.press(.end)
        #expect(deck.cursorSequence == 10_040_000 && deck.state.events.isFollowing)
        deck.send(.events([River.record(10_040_001)], dropped: 0))
        #expect(deck.cursorSequence == 10_040_001)
    }

    @Test func homeGoesToTheFirstEventOfTheStream() {
        var river = River(4_712...10_000_000)
        var deck = river.deck()
        deck.press(.home)
        river.serve(&deck)
        #expect(deck.cursorSequence == 4_712)
        #expect(!deck.state.events.isFollowing)
        #expect(deck.screen.contains("seq 4,712 of 4,712..10,000,000 0%"))
    }

    @Test func scrollingGoesOnThroughTheStreamWithBoundedMemory() {
        var river = River(tenMillion)
        var deck = river.deck()
        var sequence = deck.cursorSequence ?? 0
        for _ in 0..<1500 {
            deck.press(.pageUp)
            river.serve(&deck)
            let there = deck.cursorSequence ?? 0
            #expect(there < sequence && sequence - there < 40)
            sequence = there
            guard deck.state.events.window.count <= EventWindow.capacity else {
                Issue.record("\(deck.state.events.window.count) lines")
                return
            }
        }
        #expect(!deck.state.events.window.isAtTail)
        for _ in 0..<1500 {
            deck.press(.pageDown)
            river.serve(&deck)
            let there = deck.cursorSequence ?? 0
            #expect(there > sequence && there - sequence < 40)
            sequence = there
            if deck.state.events.isFollowing { break }
        }
        #expect(deck.state.events.window.isAtTail)
        #expect(river.readings < 100)
    }

    @Test(arguments: [
        ("5000", 5000), ("all", 1), ("last 50", 9_999_951), ("2026-11-20T12:00:00", 10_000_000),
    ]) func fromShowsThatPlace(typed: String, expected: UInt64) {
        var river = River(tenMillion)
        var deck = river.deck()
        deck.send(.clock(Deck.start.advanced(by: .seconds(-10_000_000))))
        deck.from(typed)
        river.serve(&deck)
        #expect(deck.cursorSequence == expected)
        #expect(deck.state.overlay == nil)
    }

    @Test func whatIsNoPlaceGetsAWord() {
        var river = River(tenMillion)
        var deck = river.deck()
        deck.from("yesterday")
        #expect(deck.screen.contains("type 123, 10m, 14:30"))
        deck.type("x")
        #expect(!deck.screen.contains("type 123"))
        deck.press(.escape)
        #expect(deck.state.overlay == nil && deck.state.view == .events)
    }

    @Test func nothingYoungerMeansTheNewest() {
        var river = River(1...600)
        var deck = river.deck()
        deck.press(.home)
        deck.from("10m")
        river.serve(&deck)
        #expect(deck.state.events.isFollowing && deck.cursorSequence == 600)
        #expect(deck.screen.contains("nothing from there on"))
    }

    @Test func whatWasReadBeforeTheTailGaveItStandsThereOnce() {
        var river = River(1...10_000)
        var deck = river.deck()
        deck.press(.home)
        river.serve(&deck)
        river.sequences = 1...10_006
        deck.from("9990")
        river.serve(&deck)
        deck.send(.events((10_001...10_004).map(River.record), dropped: 0))
        // Two that were left out and read, and two that were left out only.
        deck.send(.events((10_009...10_010).map(River.record), dropped: 4))
        let window = deck.state.events.window
        let lines = (0..<window.count).compactMap(window.line(at:))
        let newest = lines.filter { $0.sequence >= 9_990 }
        #expect(newest.compactMap(\.record?.sequence) == Array(9_990...10_006) + [10_009, 10_010])
        #expect(lines.map(\.sequence) == lines.map(\.sequence).sorted())
        #expect(newest.filter { $0.record == nil }.map(\.content) == [.leftOut(2)])
    }

    @Test func gapsStandWhereTheyAre() {
        var river = River(tenMillion)
        river.missing = 5_003..<5_010
        var deck = river.deck()
        deck.from("5000")
        river.serve(&deck)
        #expect(deck.eventLines[3].contains("7 missing here: the stream has no 5,003..5,009"))
        deck.send(.events([River.record(10_000_005)], dropped: 3))
        deck.press(.end)
        let text = deck.screen
        #expect(text.contains("3 left out here"))
        #expect(text.contains("1 missing here: the stream has no 10,000,004"))
        #expect(deck.state.events.honesty.skipped == 1 && deck.state.events.honesty.leftOut == 3)
    }

    @Test func aFilterSearchesBackUntilEnoughIsFound() {
        var river = River(tenMillion)
        var deck = river.deck()
        deck.press(.character("/"))
        deck.type("tenant:globex")
        river.serve(&deck)
        let height = DashboardLayout(deck.state).eventRows
        #expect(deck.state.events.count >= height)
        #expect(deck.state.events.count < 2 * height + 2)
        #expect(deck.cursorSequence == 10_000_000)
        #expect(deck.state.events.load == nil)
        deck.press(.enter, .home)
        river.serve(&deck)
        #expect(deck.cursorSequence == 1000)
        deck.press(.escape)
        #expect(deck.cursorSequence == 1000 && deck.state.events.found == nil)
    }

    @Test func theSearchIsSaidAndEscStopsIt() {
        var river = River(tenMillion)
        var deck = river.deck()
        deck.press(.character("/"))
        deck.type("nowhere")
        deck.press(.enter)
        river.serve(&deck, atMost: 3)
        #expect(deck.screen.contains("searched back to seq"))
        deck.press(.escape)
        #expect(deck.state.events.load == nil && deck.state.events.filter.text == "nowhere")
        #expect(!deck.screen.contains("searched back"))
        #expect(deck.wait(.seconds(1)).allSatisfy { if case .wake = $0 { true } else { false } })
        deck.press(.escape)
        #expect(deck.state.events.filter.text.isEmpty)
    }

    @Test func aFailedReadingIsSaidAndTriedAgainByTheNextKey() {
        var deck = Deck.loaded(1)
        deck.press(.character("2"))
        deck.send(.eventFeed(.following))
        deck.send(.events(River(tenMillion).tail(100), dropped: 0))
        guard let number = deck.state.events.load?.number else {
            Issue.record("nothing is read")
            return
        }
        let failure = Failure(kind: .unreachable, message: "no answer in time")
        let effects = deck.send(.eventExcerpt(number: number, .failure(failure)))
        #expect(!effects.contains { if case .readEvents = $0 { true } else { false } })
        #expect(deck.screen.contains("not read"))
        #expect(deck.press(.up).contains { if case .readEvents = $0 { true } else { false } })
    }

    @Test func aStreamThatWasMadeAnewBeginsAnew() {
        var river = River(1...600)
        var deck = river.deck()
        var record = River.record(1)
        record = EventRecord(
            sequence: 1, subject: record.subject, time: Deck.start, headers: [], payload: "{}", size: 2,
            change: record.change)
        deck.send(.events([record], dropped: 0))
        #expect(deck.state.events.newest == 1 && deck.state.events.count == 2)
        #expect(deck.screen.contains("the stream was made anew"))
    }
}
