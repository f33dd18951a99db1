import Screen
import Testing
import Tickets

@testable import Dashboard

@Suite struct FilterUpdates {
    @Test func typingIsOneRequestAfterAPause() {
        var deck = Deck.loaded(6)
        deck.press(.character("/"))
        let typed = deck.type("status:open")
        #expect(typed.count { if case .loadPage = $0 { true } else { false } } == 0)
        #expect(deck.titles.count == 3)
        let effects = deck.wait(.milliseconds(150))
        #expect(
            effects == [
                .loadPage(
                    number: 2, tenant: Deck.acme,
                    ListQuery(filter: TicketFilter(statuses: [.open]), limit: 200))
            ] + effects.filter { if case .wake = $0 { true } else { false } })
    }

    @Test func enterKeepsAndEscapeClears() {
        var deck = Deck.loaded(6)
        deck.press(.character("/"))
        deck.type("printer")
        deck.press(.enter)
        #expect(deck.titles == ["Printer on fire"])
        #expect(!deck.state.tickets.isTypingFilter)
        deck.press(.escape)
        #expect(deck.state.tickets.expression.text.isEmpty)
        deck.wait(.milliseconds(150))
        deck.answerPage((0..<6).reversed().map { Deck.ticket($0) })
        #expect(deck.titles.count == 6)
    }

    @Test func negationsAreLeftOutHere() {
        var deck = Deck.loaded(6)
        deck.press(.character("/"))
        deck.type("-printer -assignee:yuki")
        deck.wait(.milliseconds(150))
        deck.answerPage((0..<6).reversed().map { Deck.ticket($0) }, total: 6)
        #expect(deck.titles.count == 4)
        #expect(deck.state.tickets.list.total == 4)
    }

    @Test func aLiveChangeThatLeavesTheFilterGoesWithAWord() {
        var deck = Deck.loaded(6)
        deck.press(.character("/"))
        deck.type("status:open")
        deck.press(.enter)
        deck.wait(.milliseconds(150))
        deck.answerPage([Deck.ticket(5), Deck.ticket(3), Deck.ticket(0)])
        deck.send(.changed(Deck.changed(Deck.ticket(5)) { $0.status = .closed }))
        #expect(deck.titles.count == 2)
        #expect(deck.state.tickets.list.total == 2)
        #expect(deck.state.remark?.text.hasSuffix("was changed by lee and left the list") == true)
    }

    @Test func whatIsFoundIsShownFromItsBeginningWhenTheCursorsTicketIsNotThere() {
        var deck = Deck.loaded(12)
        deck.press(.end, .character("/"))
        deck.type("laptop")
        #expect(deck.state.tickets.selected?.title == "New laptop for Jürgen")
        #expect(deck.state.tickets.viewport.cursor == 0)
        deck.wait(.milliseconds(150))
        deck.answerPage([Deck.ticket(22), Deck.ticket(16), Deck.ticket(10), Deck.ticket(4)])
        // The ticket under the cursor stays there.
        #expect(deck.state.tickets.selected?.id == Deck.ticket(10).id)
        deck.press(.control("u"))
        deck.type("vpn")
        deck.wait(.milliseconds(150))
        deck.answerPage([Deck.ticket(9), Deck.ticket(3)])
        #expect(deck.state.tickets.viewport.cursor == 0)
    }

    @Test func whatIsWrongInTheFilterIsSaid() {
        var deck = Deck.loaded(1, 120, 40)
        deck.press(.character("/"))
        deck.type("status:x")
        #expect(deck.screen.contains("status:x: status is open"))
    }

    @Test func keysInTheFilterAreText() {
        var deck = Deck.loaded(6)
        deck.press(.character("/"))
        #expect(deck.type("qdn?").allSatisfy { if case .wake = $0 { true } else { false } })
        #expect(deck.state.tickets.expression.text == "qdn?")
        #expect(deck.state.overlay == nil)
    }

    @Test func pasteIntoTheFilterIsOneLine() {
        var deck = Deck.loaded(6)
        deck.press(.character("/"))
        deck.send(.terminal(.paste("vpn\ndrops\n")))
        #expect(deck.state.tickets.expression.text == "vpn drops ")
        #expect(deck.titles == ["VPN drops every ten minutes"])
    }

    @Test func pasteElsewhereDoesNothingAndSaysSo() {
        var deck = Deck.loaded(6)
        deck.send(.terminal(.paste("dy\nq")))
        #expect(deck.state.overlay == nil)
        #expect(deck.state.remark?.text == "pasted text was left out: nothing is being typed")
    }
}
