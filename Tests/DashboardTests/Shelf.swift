import Screen
import Tickets

@testable import Dashboard

/// A service with many tickets, as far as a list needs one: it answers what a deck asks.
struct Shelf {
    /// In the order in which they were made.
    private(set) var tickets: [Ticket]
    /// How many pages were asked for.
    private(set) var pages = 0

    init(_ count: Int) { tickets = (0..<count).map { Shelf.ticket($0) } }

    static func ticket(_ number: Int) -> Ticket {
        let time = Deck.start.advanced(by: .seconds(number - 2_000_000))
        var random = SplitMix(seed: UInt64(number))
        return Ticket(
            id: TicketID(at: time, using: &random), tenant: Deck.acme, title: "Ticket \(number)",
            priority: Priority.allCases[number % 4], status: Status.allCases[number / 3 % 4],
            assignee: number % 5 == 0 ? "lee" : "kim", createdAt: time, updatedAt: time)
    }

    /// A page, sorted by the time of creation; only then is it fast.
    private func page(_ query: ListQuery) -> TicketPage {
        var wire = query.filter
        (wire.excludedWords, wire.excludedAssignees) = ([], [])
        let isPlain = query.sort == TicketSort() && wire == .all
        let all = isPlain ? [] : query.sort.sorted(tickets.filter(wire.matches))
        let total = isPlain ? tickets.count : all.count
        let first: Int
        switch query.start {
        case .offset(let offset): first = min(offset, total)
        case .cursor(let cursor): first = Int(cursor) ?? 0
        }
        let range = first..<min(total, first + query.limit)
        let read = isPlain ? range.map { tickets[total - 1 - $0] } : Array(all[range])
        return TicketPage(
            tickets: read, total: total,
            nextCursor: range.upperBound < total ? "\(range.upperBound)" : nil)
    }

    /// Answers until nothing more is asked for.
    mutating func serve(_ deck: inout Deck) {
        var waiting = deck.effects
        var answered: Set<Int> = []
        while let effect = waiting.first {
            waiting.removeFirst()
            switch effect {
            case .loadPage(let number, _, let query) where answered.insert(number).inserted:
                pages += 1
                waiting += deck.send(.page(number: number, .success(page(query))))
            default: break
            }
        }
    }

    mutating func add(_ number: Int) -> TicketChange {
        let ticket = Shelf.ticket(number)
        tickets.append(ticket)
        return Deck.created(ticket)
    }

    mutating func remove(row: Int) -> TicketChange {
        Deck.deleted(tickets.remove(at: tickets.count - 1 - row))
    }

    mutating func change(row: Int, _ change: (inout Ticket) -> Void) -> TicketChange {
        let index = tickets.count - 1 - row
        let done = Deck.changed(tickets[index], change)
        tickets[index] = done.ticket
        return done
    }

    /// The ticket of a row, newest first.
    func ticket(inRow row: Int) -> Ticket { tickets[tickets.count - 1 - row] }
}
