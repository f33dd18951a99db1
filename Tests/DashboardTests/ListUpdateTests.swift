import Screen
import Testing
import Tickets

@testable import Dashboard

@Suite struct ListUpdates {
    @Test func theStartFollowsTheTenantAndReadsItsFirstPage() {
        let deck = Deck()
        #expect(
            deck.effects == [
                .follow(Deck.acme),
                .loadPage(number: 1, tenant: Deck.acme, ListQuery(limit: 200)),
                .loadCounts(number: 1, tenant: Deck.acme),
            ])
    }

    @Test func aStalePageIsIgnored() {
        var deck = Deck()
        let before = deck.state
        let effects = deck.send(
            .page(number: 99, .success(TicketPage(tickets: [Deck.ticket(1)], total: 1, nextCursor: nil))))
        #expect(effects.isEmpty)
        #expect(deck.state == before)
    }

    @Test func aCursorMoveAsksForNothing() {
        var deck = Deck.loaded(150)
        #expect(deck.press(.character("j"), .down, .character("k"), .pageDown, .control("u")).isEmpty)
    }

    @Test func aRowThatComesInAboveLeavesTheCursorOnItsTicketAndItsLine() {
        var deck = Deck.loaded(60)
        for _ in 0..<30 { deck.press(.down) }
        let (id, line) = (deck.state.tickets.selected?.id, deck.state.tickets.viewport.line)
        let effects = deck.send(.changed(Deck.created(Deck.ticket(70))))
        #expect(effects.isEmpty)
        #expect(deck.state.tickets.selected?.id == id)
        #expect(deck.state.tickets.viewport.line == line)
        #expect(deck.state.tickets.news == NewTickets(above: 1))
        #expect(deck.screen.contains("↑+1 new"))
        deck.send(.changed(Deck.deleted(Deck.ticket(70))))
        #expect(deck.state.tickets.selected?.id == id)
        #expect(deck.state.tickets.viewport.line == line)
    }

    @Test func aNewTicketIsOnTheScreenWhileThereIsRoom() {
        var deck = Deck.loaded(3)
        let id = deck.state.tickets.selected?.id
        deck.send(.changed(Deck.created(Deck.ticket(30) { $0.title = "Just made" })))
        #expect(deck.screen.contains("Just made"))
        #expect(deck.state.tickets.selected?.id == id)
    }

    @Test func aDeletedRowPutsTheCursorOnItsNeighbourAndSaysSo() {
        var deck = Deck.loaded(5)
        deck.press(.down)
        let next = deck.state.tickets.list.rows[2]
        deck.send(.changed(Deck.deleted(Deck.ticket(3))))
        #expect(deck.state.tickets.selected?.id == next)
        #expect(deck.state.remark?.text == "\"\(Deck.ticket(3).title)\" was deleted by lee")
    }

    @Test func whatIsOlderThanWhatOneKnowsDoesNothing() {
        var deck = Deck.loaded(3)
        let newer = Deck.changed(Deck.ticket(1)) { $0.title = "Newer" }
        deck.send(.changed(newer))
        let before = deck.state.tickets
        deck.send(.changed(newer))
        deck.send(.changed(Deck.created(Deck.ticket(1))))
        #expect(deck.state.tickets == before)
        #expect(deck.titles[1] == "Newer")
    }

    @Test func changesDuringAReadingWinOverItsPage() {
        var deck = Deck()
        deck.send(.changed(Deck.deleted(Deck.ticket(2))))
        deck.send(.changed(Deck.changed(Deck.ticket(1)) { $0.title = "Changed meanwhile" }))
        deck.send(.changed(Deck.created(Deck.ticket(9) { $0.title = "Made meanwhile" })))
        deck.answerPage([Deck.ticket(2), Deck.ticket(1)])
        #expect(deck.titles == ["Made meanwhile", "Changed meanwhile"])
        #expect(deck.state.tickets.list.total == 2)
    }

    @Test func whatWentUnnoticedBeforeAResetIsNotBroughtBack() {
        var deck = Deck.loaded(3)
        deck.send(.changed(Deck.created(Deck.ticket(9))))
        #expect(deck.state.tickets.list.rows.count == 4)
        deck.send(.feedReset)
        deck.answerPage([Deck.ticket(2), Deck.ticket(1), Deck.ticket(0)])
        #expect(deck.state.tickets.list.rows.count == 3)
    }

    @Test func anotherTenantsChangeIsNotShown() {
        var deck = Deck.loaded(2)
        let foreign = Ticket(
            id: Deck.ticket(5).id, tenant: Tenant("globex")!, title: "Foreign", createdAt: Deck.start,
            updatedAt: Deck.start)
        let before = deck.state
        #expect(deck.send(.changed(Deck.created(foreign))).isEmpty)
        #expect(deck.state == before)
    }

    @Test func aFailedReadingIsSaidAndTriedAgainWithGrowingPauses() {
        var deck = Deck()
        var pauses: [Int64] = []
        for _ in 0..<3 {
            deck.failPage()
            #expect(deck.screen.contains("could not be read"))
            pauses.append((deck.state.tickets.retryAt?.milliseconds ?? 0) - deck.state.now.milliseconds)
            deck.send(.clock(deck.state.tickets.retryAt!))
            #expect(deck.state.tickets.load != nil)
        }
        #expect(pauses == [1000, 2000, 4000])
    }

    @Test func whileNotConnectedNothingIsTriedAgainUntilItIs() {
        var deck = Deck(link: .connecting(attempt: 1, problem: nil))
        deck.failPage()
        #expect(deck.state.tickets.retryAt == nil)
        var status = deck.state.connection
        status.link = .connected
        let effects = deck.send(.connection(status))
        #expect(effects == [.loadPage(number: 2, tenant: Deck.acme, ListQuery(limit: 200))])
    }

    @Test func sortingAWholeListIsDoneHereAndKeepsTheCursor() {
        var deck = Deck.loaded(6)
        deck.press(.down)
        let id = deck.state.tickets.selected?.id
        #expect(deck.press(.character("o"), .character("o")).isEmpty)
        #expect(deck.state.tickets.list.sort.field == .priority)
        #expect(
            deck.state.tickets.list.rows.compactMap { deck.state.tickets.list.tickets[$0]?.priority } == [
                .critical, .high, .high, .medium, .medium, .low,
            ])
        #expect(deck.state.tickets.selected?.id == id)
    }

    @Test func aChangeOfTheSortedFieldMovesTheRow() {
        var deck = Deck.loaded(6)
        deck.press(.character("o"), .character("o"))
        deck.send(.changed(Deck.changed(Deck.ticket(4)) { $0.priority = .critical }))
        let first = deck.state.tickets.list.rows.prefix(2).compactMap {
            deck.state.tickets.list.tickets[$0]?.title
        }
        #expect(first.contains(Deck.ticket(4).title))
    }
}
