import Screen
import Testing
import Tickets

@testable import Dashboard

@Suite struct MarkKeys {
    @Test func spaceMarksAndGoesOnAndTakesTheMarkAway() {
        var deck = Deck.loaded(3)
        let ids = deck.state.tickets.list.rows
        #expect(deck.press(.character(" "), .character(" ")).isEmpty)
        #expect(Set(deck.state.tickets.marks.tickets.keys) == Set(ids.prefix(2)))
        #expect(deck.state.tickets.viewport.cursor == 2)
        #expect(deck.screen.contains("2 marked"))
        deck.press(.up, .character(" "))
        #expect(Set(deck.state.tickets.marks.tickets.keys) == [ids[0]])
    }

    @Test func marksAreKeptOverSortingAndFilters() {
        var deck = Deck.loaded(6)
        deck.press(.character(" "), .character(" "))
        let marked = deck.state.tickets.marks.shown
        deck.press(.character("o"))
        #expect(deck.state.tickets.marks.shown == marked)
        deck.press(.character("/"))
        deck.type("laptop")
        deck.press(.enter)
        #expect(deck.screen.contains("2 marked, 1 hidden"))
        deck.press(.escape)
        #expect(deck.state.tickets.marks.shown == marked)
    }

    @Test func aMarkFollowsItsTicketUntilThatIsGone() {
        var deck = Deck.loaded(6)
        let ticket = deck.state.tickets.selected!
        deck.press(.character(" "))
        let change = Deck.changed(ticket) { $0.status = .closed }
        deck.send(.changed(change))
        #expect(deck.state.tickets.marks.tickets[ticket.id] == change.ticket)
        deck.send(.changed(Deck.deleted(change.ticket)))
        #expect(deck.state.tickets.marks.count == 0)
    }

    @Test func starMarksAllAndTakesAllMarksAway() {
        var deck = Deck.loaded(6)
        deck.press(.character(" "), .character("*"))
        #expect(deck.state.tickets.marks.count == 6)
        #expect(deck.state.remark?.text == "marked 6 tickets")
        deck.press(.character("*"))
        #expect(deck.state.tickets.marks.count == 0)
    }

    @Test func starMarksOnlyWhatTheFilterShows() {
        var deck = Deck.loaded(12)
        deck.press(.character("/"))
        deck.type("laptop")
        deck.press(.enter)
        deck.wait(.milliseconds(200))
        deck.answerPage(deck.state.tickets.list.rows.compactMap { deck.state.tickets.list.tickets[$0] })
        deck.press(.character("*"))
        #expect(
            deck.state.tickets.marks.tickets.values.map(\.title) == [
                "New laptop for Jürgen", "New laptop for Jürgen",
            ])
        deck.press(.escape)
        #expect(deck.state.tickets.marks.hidden == 0 && deck.state.tickets.marks.count == 2)
    }

    @Test func starReadsWhatIsNotLoadedByPages() {
        var shelf = Shelf(2500)
        var deck = Deck()
        shelf.serve(&deck)
        let effects = deck.press(.character("*"))
        guard case .loadPage(_, _, let query)? = effects.first else {
            return #expect(Bool(false), "\(effects)")
        }
        #expect(query == ListQuery(sort: deck.state.tickets.list.sort, limit: 1000))
        #expect(deck.screen.contains("marking: 0 read; Esc stops"))
        shelf.serve(&deck)
        #expect(deck.state.tickets.marks.count == 2500)
        #expect(deck.state.remark?.text == "marked 2500 tickets")
        deck.press(.character("*"))
        #expect(deck.state.tickets.marks.count == 0)
    }

    @Test func marksAreKeptOverPages() {
        var shelf = Shelf(2500)
        var deck = Deck()
        shelf.serve(&deck)
        deck.press(.character(" "), .character("G"))
        shelf.serve(&deck)
        deck.press(.character(" "))
        #expect(deck.screen.contains("▌●Ticket 0"))
        deck.press(.character("g"))
        shelf.serve(&deck)
        #expect(deck.screen.contains("▌●Ticket 2499") && deck.screen.contains("2 marked"))
        deck.press(.character("d"))
        #expect(deck.screen.contains("Delete 2 tickets?") && deck.screen.contains("Ticket 0"))
    }

    @Test func starIsBoundedAndSaysSo() {
        var shelf = Shelf(Marks.limit + 500)
        var deck = Deck()
        shelf.serve(&deck)
        deck.press(.character("*"))
        shelf.serve(&deck)
        #expect(deck.state.tickets.marks.count == 10_000)
        #expect(deck.state.remark?.text == "marked 10000 of 10500: no more than 10000 tickets can be marked")
        deck.press(.character("*"))
        #expect(deck.state.tickets.marks.count == 0)
    }

    @Test func markingStopsByEscapeAndByAnotherFilter() {
        var shelf = Shelf(2500)
        var deck = Deck()
        shelf.serve(&deck)
        deck.press(.character("*"), .escape)
        #expect(deck.state.tickets.marking == nil)
        #expect(deck.state.remark?.text == "marking stopped: 0 marked")
        deck.press(.character("*"), .character("/"), .character("7"))
        #expect(deck.state.tickets.marking == nil)
        #expect(deck.state.remark?.text == "marking stopped: the filter is another one; 0 marked")
    }

    @Test func markingThatFailsSaysSo() {
        var shelf = Shelf(2500)
        var deck = Deck()
        shelf.serve(&deck)
        deck.press(.character("*"))
        let number = deck.state.tickets.marking!.number
        deck.send(.page(number: number, .failure(Failure(kind: .busy, message: "the service is busy"))))
        #expect(deck.state.tickets.marking == nil)
        #expect(deck.state.remark?.text == "marking stopped: the service is busy; 0 marked")
    }

    @Test func marksAreOfOneTenant() {
        var deck = Deck.loaded(3)
        deck.press(.character("*"))
        deck.state.choose(Deck.named("globex"))
        #expect(deck.state.tickets.marks.count == 0)
    }
}
