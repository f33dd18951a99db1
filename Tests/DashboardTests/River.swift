import Screen
import Tickets

@testable import Dashboard

/// An event stream of any length, as far as the events view needs one: it answers what a deck asks.
struct River {
    /// The sequences that the stream has.
    var sequences: ClosedRange<UInt64>
    /// Those in the middle that it does not have.
    var missing: Range<UInt64> = 0..<0
    /// How many readings were asked for.
    private(set) var readings = 0

    init(_ sequences: ClosedRange<UInt64>) { self.sequences = sequences }

    /// Every thousandth event is about the ticket "needle", by ann of globex.
    static func record(_ sequence: UInt64) -> EventRecord {
        var ticket = Deck.ticket(Int(sequence % 30))
        if sequence % 1000 == 0 {
            ticket = Ticket(
                id: ticket.id, tenant: Deck.named("globex"), title: "needle", createdAt: ticket.createdAt,
                updatedAt: ticket.updatedAt)
        }
        return EventRecord(
            sequence: sequence, subject: sequence % 3 == 0 ? "ticket.update" : "ticket.create",
            time: Deck.start.advanced(by: .seconds(Int64(sequence) - 20_000_000)), headers: [], payload: "{}",
            size: 2,
            change: TicketChange(
                action: .create, ticket: ticket, revision: 1, actor: sequence % 1000 == 0 ? "ann" : "lee",
                at: Deck.start))
    }

    /// The last events of the stream as its tail gives them.
    func tail(_ count: UInt64) -> [EventRecord] {
        (sequences.upperBound - count + 1...sequences.upperBound).map(River.record)
    }

    private func excerpt(_ place: EventPlace, _ limit: Int) -> EventExcerpt {
        let end = sequences.upperBound + 1
        var range: Range<UInt64>
        switch place {
        case .before(let sequence):
            let low = max(sequences.lowerBound, sequence - min(sequence, UInt64(limit)))
            range = min(low, sequence)..<sequence
        case .from(let sequence):
            range = min(sequence, end)..<min(max(sequence, sequences.lowerBound) + UInt64(limit), end)
        case .at(let time):
            let sequence = UInt64(clamping: time.second - Deck.start.second + 20_000_000)
            range = min(sequence, end)..<min(sequence + UInt64(limit), end)
        }
        let held = range.clamped(to: sequences.lowerBound..<end)
        return EventExcerpt(
            records: held.filter { !missing.contains($0) }.map(River.record), covered: range,
            first: sequences.lowerBound, last: sequences.upperBound)
    }

    /// Answers until nothing more is asked for, or so often.
    mutating func serve(_ deck: inout Deck, atMost limit: Int = 100) {
        var waiting = deck.effects
        var count = 0
        while let effect = waiting.first, count < limit {
            waiting.removeFirst()
            guard case .readEvents(let number, let place, let size) = effect else { continue }
            readings += 1
            count += 1
            waiting += deck.send(.eventExcerpt(number: number, .success(excerpt(place, size))))
        }
        deck.effects = waiting
    }

    /// A deck that shows the stream's newest events.
    mutating func deck(_ width: Int = 80, _ height: Int = 24) -> Deck {
        var deck = Deck.loaded(1, width, height)
        deck.press(.character("2"))
        deck.send(.eventFeed(.following))
        deck.send(.events(tail(min(500, sequences.upperBound - sequences.lowerBound + 1)), dropped: 0))
        serve(&deck)
        return deck
    }
}

extension Deck {
    /// The sequence of the event under the cursor.
    var cursorSequence: UInt64? { state.events.line(at: state.events.viewport.cursor)?.sequence }

    /// The lines of the events on the screen.
    var eventLines: [Substring] {
        Array(screen.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(3).dropLast(2))
    }

    /// Asks from where the events are shown.
    @discardableResult
    mutating func from(_ text: String) -> [Effect] {
        press(.character("f"))
        type(text)
        return press(.enter)
    }
}
