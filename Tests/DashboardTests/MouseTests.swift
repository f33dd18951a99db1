import Screen
import Testing
import Tickets

@testable import Dashboard

@Suite struct MouseTests {
    private func deck(_ width: Int = 80, _ height: Int = 24, rows: Int = 60) -> Deck {
        var deck = Deck.loaded(rows, width, height)
        deck.send(.mouse(isOn: true, wasAsked: true))
        return deck
    }

    private func press(_ deck: inout Deck, _ x: Int, _ y: Int) {
        deck.send(.terminal(.mouse(.press(Point(x: x, y: y)))))
    }

    @Test func theKeyAsksForIt() {
        var deck = Deck.loaded(3)
        #expect(deck.press(.character("M")) == [.setMouse(true)])
        deck.send(.mouse(isOn: true, wasAsked: true))
        #expect(deck.state.remark?.text.contains("mouse on") == true)
        #expect(deck.press(.character("M")) == [.setMouse(false)])
        deck.send(.mouse(isOn: false, wasAsked: false))
        #expect(deck.state.remark?.text.contains("mouse off") == true)
    }

    @Test func aTerminalWithoutOneIsSaid() {
        var deck = Deck.loaded(3)
        deck.send(.mouse(isOn: false, wasAsked: true))
        #expect(deck.state.remark?.text == "this terminal has no mouse")
    }

    @Test func aClickSelectsAndASecondOneOpens() {
        var deck = deck()
        press(&deck, 10, 5)
        #expect(deck.state.tickets.viewport.cursor == 2)
        #expect(!deck.state.tickets.isDetailOpen)
        press(&deck, 12, 5)
        #expect(deck.state.tickets.isDetailOpen)
    }

    @Test func twoSlowClicksOpenNothing() {
        var deck = deck()
        press(&deck, 10, 5)
        deck.wait(.milliseconds(500))
        press(&deck, 10, 5)
        #expect(!deck.state.tickets.isDetailOpen)
    }

    @Test func aRowThatChangedBetweenTwoClicksIsNotOpened() throws {
        var deck = deck()
        press(&deck, 10, 5)
        let ticket = try #require(deck.state.tickets.selected)
        deck.send(.changed(Deck.deleted(ticket)))
        press(&deck, 10, 5)
        #expect(!deck.state.tickets.isDetailOpen)
    }

    @Test func theWheelScrolls() {
        var deck = deck()
        deck.send(.terminal(.mouse(.wheelDown(Point(x: 3, y: 3)))))
        #expect(deck.state.tickets.viewport.cursor == 3)
        deck.send(.terminal(.mouse(.wheelUp(Point(x: 3, y: 3)))))
        #expect(deck.state.tickets.viewport.cursor == 0)
    }

    @Test(arguments: [40, 80, 120]) func aTabIsClicked(width: Int) {
        var deck = deck(width)
        for kind in [ViewKind.events, .cluster, .tickets] {
            let tabs = HeaderLine(deck.state, width: width).tabs
            guard let tab = tabs.first(where: { $0.view == kind }) else { continue }
            let name = "\(kind.rawValue + 1)"
            let header = Array(deck.screen.prefix { $0 != "\n" })
            #expect(String(header[tab.columns]).contains(name))
            press(&deck, tab.columns.lowerBound, 0)
            #expect(deck.state.view == kind)
        }
    }

    @Test func theDetailBesideTheListTakesTheKeys() {
        var deck = deck(120, 40)
        press(&deck, 110, 10)
        #expect(deck.state.tickets.isDetailOpen)
        press(&deck, 10, 5)
        #expect(!deck.state.tickets.isDetailOpen)
    }

    @Test func outsideOfTheRowsNothingHappens() {
        var deck = deck(rows: 3)
        let before = deck.state.tickets
        for (x, y) in [(10, 1), (10, 20), (10, 23), (500, 500)] { press(&deck, x, y) }
        #expect(deck.state.tickets == before)
    }

    @Test func aQuestionIsNotAnsweredByIt() {
        var deck = deck()
        deck.press(.character("d"))
        deck.paint()
        press(&deck, 40, 12)
        #expect(deck.state.isAsking)
        #expect(deck.effects.isEmpty)
    }

    @Test func theHelpScrolls() {
        var deck = deck()
        deck.press(.character("?"))
        let before = deck.screen
        deck.send(.terminal(.mouse(.wheelDown(Point(x: 3, y: 3)))))
        #expect(deck.screen != before)
    }
}
