import Screen
import Testing

@testable import Dashboard

@Suite struct HelpTests {
    @Test func theKeysOfThePlaceComeFirst() {
        for place in Place.allCases {
            let page = HelpPage(keys: .standard, place: place, size: Size(width: 80, height: 24))
            #expect(page.lines.first?.first?.text == place.title)
        }
    }

    @Test func aSearchLeavesWhatHoldsAllWords() {
        var deck = Deck.loaded(1)
        deck.press(.character("?"), .character("/"))
        deck.type("assignee set")
        #expect(deck.screen.contains("set the assignee"))
        #expect(!deck.screen.contains("set the status"))
        deck.press(.enter)
        #expect(deck.screen.contains("set the assignee"))
        deck.press(.escape)
        #expect(deck.screen.contains("set the status"))
        deck.press(.escape)
        #expect(deck.state.overlay == nil)
    }

    @Test func aSearchInVainSaysSo() {
        var deck = Deck.loaded(1)
        deck.press(.character("?"), .character("/"))
        deck.type("zebra")
        #expect(deck.screen.contains("No key is explained so"))
        #expect(deck.effects.isEmpty)
    }
}
