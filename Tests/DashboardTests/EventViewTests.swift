import Screen
import Testing
import Tickets

@testable import Dashboard

/// Markers, rates, times, tenants, and the ways between events and tickets.
@Suite struct EventViewTests {
    @Test func markersAreFoundAgainAndCounted() {
        var river = River(1...5_000)
        var deck = river.deck()
        deck.press(.character("m"))
        deck.send(.events((5_001...5_012).map(River.record), dropped: 0))
        #expect(deck.screen.contains("12 since marker"))
        #expect(deck.screen.contains("marker 12:00:30"))
        deck.press(.character("p"))
        #expect(deck.state.events.line(at: deck.state.events.viewport.cursor)?.isMarker == true)
        #expect(!deck.state.events.isFollowing)
        deck.press(.home)
        river.serve(&deck)
        #expect(deck.cursorSequence == 1)
        deck.press(.character("p"))
        #expect(deck.screen.contains("no marker above"))
        river.sequences = 1...5_012
        deck.press(.character("n"))
        river.serve(&deck)
        #expect(deck.state.events.line(at: deck.state.events.viewport.cursor)?.isMarker == true)
    }

    @Test func aMarkerStandsAgainWhereItsPlaceIsReadAgain() {
        var river = River(1...100_000)
        var deck = river.deck()
        deck.press(.character("m"))
        river = River(1...150_000)
        deck.press(.home)
        river.serve(&deck)
        deck.send(.events((100_001...100_010).map(River.record), dropped: 0))
        deck.from("99998")
        river.serve(&deck)
        #expect(deck.eventLines[3].contains("marker"))
        #expect(deck.screen.components(of: "marker 12:00:30") == 1)
    }

    @Test func theTimeIsLocalUTCOrTheDifference() {
        var deck = Deck.loaded(1)
        deck.press(.character("2"))
        deck.send(.events(WholeScreens.events(3), dropped: 0))
        #expect(deck.screen.contains("TIME "))
        deck.press(.character("z"))
        #expect(deck.screen.contains("TIME UTC"))
        deck.press(.character("z"))
        #expect(deck.screen.contains("DELTA") && deck.screen.contains("+0.001s"))
        deck.press(.character("1"), .character("2"))
        #expect(deck.screen.contains("DELTA"))
    }

    @Test func theTenantChosenAmongTheEventsNarrowsThem() {
        var deck = Deck.loaded(1)
        deck.press(.character("2"))
        deck.send(.events((995...1005).map(River.record), dropped: 0))
        #expect(deck.state.events.count == 11)
        deck.press(.character("t"))
        deck.send(.tenants(.success([TenantCount(tenant: Deck.named("globex"), tickets: 1)])))
        deck.press(.enter)
        #expect(deck.state.tenant.name == "globex")
        #expect(deck.state.events.filter.text == "tenant:globex" && deck.state.events.count == 1)
        deck.press(.character("t"))
        deck.type("acme")
        deck.press(.enter)
        #expect(deck.state.events.filter.text == "tenant:acme" && deck.state.events.count == 10)
    }

    @Test func fromATicketToItsEventsAndBack() {
        var deck = Deck.loaded(5)
        deck.send(.events(WholeScreens.events(4), dropped: 0))
        deck.press(.character("j"), .enter, .character("v"))
        let id = deck.state.tickets.selected?.id.description ?? ""
        #expect(deck.state.view == .events && deck.state.events.filter.text == "ticket:\(id)")
        #expect(deck.state.events.count == 1)
        deck.press(.escape)
        #expect(deck.state.view == .tickets && deck.state.place == .ticket)
        #expect(deck.state.events.filter.text.isEmpty && deck.state.events.found == nil)
    }

    @Test func fromAnEventToItsTicketOfAnotherTenant() {
        var deck = Deck.loaded(1)
        deck.press(.character("2"))
        deck.send(.events([River.record(1000)], dropped: 0))
        let effects = deck.press(.enter, .enter)
        guard let ticket = River.record(1000).change?.ticket,
            case .loadTicket(let number, let tenant, let id) = effects.last(where: {
                if case .loadTicket = $0 { true } else { false }
            })
        else {
            Issue.record("the ticket is not asked for: \(effects)")
            return
        }
        #expect(tenant == ticket.tenant && id == ticket.id)
        deck.send(.ticket(number: number, .success(ticket)))
        #expect(deck.state.tenant == ticket.tenant && deck.state.view == .tickets)
        deck.wait(.milliseconds(200))
        deck.answerPage([ticket])
        #expect(deck.state.place == .ticket && deck.state.tickets.selected == ticket)
        #expect(deck.state.tickets.expression.text == ticket.id.description)
    }

    @Test func aTicketInTheListIsShownWithoutAFilter() {
        var deck = Deck.loaded(5)
        deck.press(.character("2"))
        deck.send(.events([Deck.event(1, Deck.created(Deck.ticket(1)))], dropped: 0))
        deck.press(.enter, .enter)
        deck.send(.ticket(number: deck.state.ticketJump?.number ?? 0, .success(Deck.ticket(1))))
        #expect(deck.state.place == .ticket && deck.state.tickets.selected?.id == Deck.ticket(1).id)
        #expect(deck.state.tickets.expression.text.isEmpty)
    }

    @Test func aDeletedTicketIsSaidToBe() {
        var deck = Deck.loaded(5)
        deck.press(.character("2"))
        deck.send(.events([Deck.event(1, Deck.deleted(Deck.ticket(9)))], dropped: 0))
        deck.press(.enter, .enter)
        let failure = Failure(kind: .notFound, message: "no such ticket")
        deck.send(.ticket(number: deck.state.ticketJump?.number ?? 0, .failure(failure)))
        #expect(deck.state.place == .payload && deck.screen.contains("was deleted"))
    }

    @Test func thePagesOfEventsAreTurned() {
        var deck = Deck.loaded(1)
        deck.press(.character("2"))
        deck.send(.events([River.record(1), River.record(2), River.record(9)], dropped: 0))
        deck.press(.enter)
        #expect(deck.screen.contains("Event 9"))
        deck.press(.character("p"))
        #expect(deck.screen.contains("Event 2"))
        deck.press(.character("p"), .character("p"))
        #expect(deck.screen.contains("Event 1") && deck.screen.contains("the first event that is loaded"))
        deck.press(.character("n"), .character("n"), .character("n"))
        #expect(deck.screen.contains("Event 9") && deck.screen.contains("the newest event"))
    }

    @Test func staleAndBehindAreSaid() {
        var river = River(1...100)
        var deck = river.deck()
        deck.send(.eventFeed(.interrupted(reason: "connection lost", after: 100)))
        deck.wait(.seconds(3))
        #expect(deck.screen.contains("stale since 12:00:30"))
        deck.send(.eventFeed(.following))
        #expect(!deck.screen.contains("stale"))
        var tally = EventTally()
        tally.add(sequence: 100, time: deck.state.now, family: .create, tenant: "acme", ticket: nil)
        tally.pending = 4_711
        deck.send(.eventTally(tally))
        #expect(deck.screen.contains("4,711 behind"))
        deck.wait(.seconds(6))
        #expect(deck.screen.contains("stale since 12:00:33"))
    }

    @Test func timeIsAskedForOnlyWhileTheEventsAreShown() {
        var river = River(1...100)
        var deck = river.deck(120, 40)
        deck.send(.clock(deck.state.wakeAt ?? deck.state.now))
        #expect(deck.state.wakeAt.map { $0.since(deck.state.now) <= .seconds(1) } == true)
        deck.press(.character("3"))
        deck.send(.clock(deck.state.wakeAt ?? deck.state.now))
        #expect(deck.state.wakeAt == nil)
    }
}

extension String {
    /// How often a text occurs.
    fileprivate func components(of text: String) -> Int {
        split(separator: text, omittingEmptySubsequences: false).count - 1
    }
}
