import Screen
import Testing
import Tickets

@testable import Dashboard

/// The list of a tenant with far more tickets than are loaded.
@Suite struct WindowUpdates {
    private func opened(_ count: Int = 100_000) -> (Deck, Shelf) {
        var deck = Deck(80, 24)
        var shelf = Shelf(count)
        shelf.serve(&deck)
        return (deck, shelf)
    }

    private func isExact(_ deck: Deck, _ shelf: Shelf) -> Bool {
        deck.state.tickets.list.loaded.allSatisfy {
            deck.state.tickets.list[$0] == shelf.ticket(inRow: $0)
        } && deck.state.tickets.list.count == shelf.tickets.count
    }

    @Test func changesBeforeTheFirstPageAreNoRowsOfTheirOwn() {
        var deck = Deck(80, 24)
        var shelf = Shelf(1000)
        let first = deck.effects
        for row in [155, 3, 700] {
            deck.send(.changed(shelf.change(row: row) { $0.title = "Changed \(row)" }))
        }
        #expect(deck.state.tickets.selected == nil)
        deck.effects = first
        shelf.serve(&deck)
        #expect(deck.state.tickets.selected == shelf.ticket(inRow: 0))
        #expect(isExact(deck, shelf))
    }

    @Test func theEndOfAMillionIsThereWithOnePage() {
        var (deck, shelf) = opened(1_000_000)
        let before = shelf.pages
        let effects = deck.press(.character("G"))
        #expect(effects.count { if case .loadPage = $0 { true } else { false } } == 1)
        #expect(deck.screen.contains("1000000/1000000"))
        #expect(deck.state.tickets.selected == nil)
        shelf.serve(&deck)
        #expect(shelf.pages == before + 1)
        #expect(deck.state.tickets.selected == shelf.ticket(inRow: 999_999))
        #expect(deck.screen.contains("Ticket 0 "))
        deck.press(.character("g"))
        shelf.serve(&deck)
        #expect(deck.state.tickets.selected == shelf.ticket(inRow: 0))
        #expect(isExact(deck, shelf))
    }

    @Test func aMoveInsideTheWindowAsksForNothing() {
        var (deck, _) = opened()
        for _ in 0..<70 { #expect(deck.press(.character("j")).isEmpty) }
        for _ in 0..<70 { #expect(deck.press(.character("k")).isEmpty) }
    }

    @Test func goingDownAndUpShowsEveryRowOnceAndKeepsFew() {
        var (deck, shelf) = opened(3000)
        for row in 1..<2500 {
            deck.press(.character("j"))
            shelf.serve(&deck)
            guard deck.state.tickets.selected == shelf.ticket(inRow: row) else {
                Issue.record("row \(row) is not there")
                return
            }
        }
        #expect(isExact(deck, shelf))
        #expect(deck.state.tickets.list.rows.count <= 2 * TicketsState.keptRows + 200)
        #expect(deck.state.tickets.list.tickets.count == deck.state.tickets.list.rows.count)
        #expect(shelf.pages < 25)
        for _ in 1..<2500 {
            deck.press(.character("k"))
            shelf.serve(&deck)
        }
        #expect(deck.state.tickets.selected == shelf.ticket(inRow: 0))
        #expect(isExact(deck, shelf))
        #expect(shelf.pages < 50)
    }

    @Test func rowsThatAreNotThereYetArePlaceholders() {
        var (deck, _) = opened()
        deck.press(.character("G"))
        let rows = deck.screen.split(separator: "\n").filter { $0.hasPrefix("▌ …") || $0.hasPrefix("  …") }
        #expect(rows.count == 19)
        // What needs a ticket says that there is none.
        deck.press(.character("d"))
        #expect(deck.state.overlay == nil)
        #expect(deck.state.remark?.text == "no ticket is chosen")
    }

    @Test func aPageForAPlaceThatOneHasLeftMovesNothing() {
        var (deck, shelf) = opened()
        let effects = deck.press(.character("G"))
        deck.press(.pageUp, .character("g"))
        #expect(deck.state.tickets.viewport.cursor == 0)
        deck.effects = effects
        shelf.serve(&deck)
        #expect(deck.state.tickets.selected == shelf.ticket(inRow: 0))
        #expect(isExact(deck, shelf))
    }

    @Test func aRowThatIsNotLoadedYetIsAPlace() {
        var (deck, shelf) = opened()
        deck.press(.character("G"))
        shelf.serve(&deck)
        let effects = deck.press(.character("g"))
        deck.send(.changed(shelf.change(row: 5) { $0.title = "Changed" }))
        deck.send(.changed(shelf.add(200_000)))
        deck.effects = effects
        shelf.serve(&deck)
        #expect(deck.state.tickets.viewport.cursor == 0)
        #expect(deck.state.tickets.selected == shelf.ticket(inRow: 0))
    }

    @Test func theCursorStaysOnItsTicketWhateverComesAndGoesAbove() {
        var (deck, shelf) = opened()
        deck.press(.character("G"))
        shelf.serve(&deck)
        for _ in 0..<40 {
            deck.press(.character("k"))
            shelf.serve(&deck)
        }
        deck.wait(.seconds(2))
        let (id, line) = (deck.state.tickets.selected?.id, deck.state.tickets.viewport.line)
        var effects: [Effect] = []
        for number in 0..<10 { effects += deck.send(.changed(shelf.add(200_000 + number))) }
        for row in [3, 50_000, 70_000] { effects += deck.send(.changed(shelf.remove(row: row))) }
        #expect(effects.isEmpty)
        #expect(deck.state.tickets.selected?.id == id)
        #expect(deck.state.tickets.viewport.line == line)
        #expect(deck.state.tickets.list.count == 100_007)
        #expect(deck.screen.contains("↑+10 new"))
        #expect(isExact(deck, shelf))
    }

    @Test func theCursorsTicketIsFoundAgainAfterAReset() {
        var (deck, shelf) = opened()
        for _ in 0..<10 { deck.press(.pageDown) }
        shelf.serve(&deck)
        let (id, line) = (deck.state.tickets.selected?.id, deck.state.tickets.viewport.line)
        for number in 0..<5000 { _ = shelf.add(200_000 + number) }
        deck.send(.feedReset)
        shelf.serve(&deck)
        #expect(deck.state.tickets.selected?.id == id)
        #expect(deck.state.tickets.viewport.line == line)
        #expect(isExact(deck, shelf))
    }

    @Test func afterAResetWhatWasDeletedIsGoneAndTheNeighbourIsChosen() {
        var (deck, shelf) = opened(500)
        for _ in 0..<30 { deck.press(.character("j")) }
        _ = shelf.remove(row: 30)
        deck.send(.feedReset)
        shelf.serve(&deck)
        #expect(deck.state.tickets.selected == shelf.ticket(inRow: 30))
        #expect(isExact(deck, shelf))
    }

    @Test func clearingAFilterLeavesTheCursorOnItsTicket() {
        var (deck, shelf) = opened()
        deck.press(.character("/"))
        deck.type("99")
        deck.wait(.milliseconds(150))
        shelf.serve(&deck)
        deck.press(.enter)
        for _ in 0..<30 { deck.press(.character("j")) }
        let id = deck.state.tickets.selected?.id
        deck.press(.escape)
        deck.wait(.milliseconds(150))
        shelf.serve(&deck)
        #expect(deck.state.tickets.selected?.id == id)
        #expect(isExact(deck, shelf))
    }

    @Test func changesWhosePlaceIsNotKnownAreCheckedOnceASecond() {
        var (deck, shelf) = opened(2000)
        deck.press(.character("o"))
        shelf.serve(&deck)
        deck.press(.character("G"))
        shelf.serve(&deck)
        deck.press(.pageUp, .pageUp, .pageUp, .pageUp, .pageUp, .pageUp)
        shelf.serve(&deck)
        deck.wait(.seconds(3))
        shelf.serve(&deck)
        for _ in 0..<12 { deck.press(.pageUp) }
        shelf.serve(&deck)
        deck.wait(.seconds(3))
        shelf.serve(&deck)
        #expect(!deck.state.tickets.list.isAtEnd || deck.state.tickets.list.above > 0)
        let pages = shelf.pages
        var reads = 0
        for row in 0..<20 {
            let effects = deck.send(.changed(shelf.change(row: row) { $0.title = "Changed" }))
            reads += effects.count { if case .loadPage = $0 { true } else { false } }
        }
        #expect(reads == 0)
        deck.wait(.seconds(1))
        shelf.serve(&deck)
        #expect(shelf.pages <= pages + 2)
        #expect(deck.state.tickets.list.count == 2000)
    }

    @Test func aFilterThatTheServiceDoesNotKnowReadsOnOnlyAsFarAsAKeyMay() {
        var (deck, shelf) = opened()
        deck.press(.character("/"))
        deck.type("-assignee:kim -assignee:lee")
        deck.wait(.milliseconds(150))
        let before = shelf.pages
        shelf.serve(&deck)
        #expect(shelf.pages - before <= TicketsState.scanLimit / TicketsState.largePageSize + 1)
        #expect(deck.screen.contains("No ticket matches among the 10000 read last"))
        deck.press(.enter, .character("G"))
        shelf.serve(&deck)
        #expect(shelf.pages - before <= 2 * (TicketsState.scanLimit / TicketsState.largePageSize + 1))
    }

    @Test func aFilterThatContradictsItselfAsksForNothing() {
        var (deck, shelf) = opened()
        deck.press(.character("/"))
        deck.type("status:open -status:open")
        let effects = deck.wait(.milliseconds(150))
        #expect(effects.count { if case .loadPage = $0 { true } else { false } } == 0)
        shelf.serve(&deck)
        #expect(deck.screen.contains("No ticket matches the filter"))
    }

    @Test(arguments: [(80, 24), (120, 40)]) func areAsRecorded(width: Int, height: Int) {
        var deck = Deck(width, height)
        var shelf = Shelf(1_000_000)
        shelf.serve(&deck)
        var counts = TicketCounts()
        for ticket in shelf.tickets.suffix(100_000) { counts.add(ticket) }
        deck.send(.counts(number: 1, .success(counts)))
        deck.press(.character("G"))
        Snapshot.check("far-loading-\(width)x\(height)", deck.screen)
        shelf.serve(&deck)
        deck.wait(.seconds(2))
        for number in 0..<3 { deck.send(.changed(shelf.add(2_000_000 + number))) }
        Snapshot.check("far-\(width)x\(height)", deck.screen)
    }

    @Test(arguments: [(80, 24), (120, 40)]) func inAnotherOrderAreAsRecorded(width: Int, height: Int) {
        var deck = Deck(width, height)
        var shelf = Shelf(3000)
        shelf.serve(&deck)
        deck.press(.character("o"), .character("o"))
        shelf.serve(&deck)
        deck.send(.changed(Deck.deleted(shelf.ticket(inRow: 0))))
        deck.send(.changed(shelf.change(row: 4) { $0.title = "Just changed" }))
        Snapshot.check("sorted-\(width)x\(height)", deck.screen)
    }

    @Test(arguments: [7, 11, 42, 1234]) func whateverHappensTheRowsAreTheServices(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var (deck, shelf) = opened(5000)
        let keys: [Key] = [
            .character("j"), .character("k"), .pageDown, .pageUp, .character("G"), .character("g"),
            .control("d"), .control("u"),
        ]
        for step in 0..<400 {
            let row = Int.random(in: 0..<shelf.tickets.count, using: &random)
            switch Int.random(in: 0..<8, using: &random) {
            case 0: deck.send(.changed(shelf.add(10_000 + step)))
            case 1: deck.send(.changed(shelf.remove(row: row)))
            case 2: deck.send(.changed(shelf.change(row: row) { $0.status = .closed }))
            case 3:
                deck.send(.feedReset)
                shelf.serve(&deck)
            default:
                for _ in 0..<Int.random(in: 1..<30, using: &random) {
                    deck.press(keys.randomElement(using: &random) ?? .down)
                    shelf.serve(&deck)
                }
            }
            deck.wait(.seconds(3))
            shelf.serve(&deck)
            guard isExact(deck, shelf) else {
                Issue.record("other rows than the service's after step \(step)")
                return
            }
        }
    }
}
