import Screen
import Testing
import Tickets

@testable import Dashboard

@Suite struct ExportTests {
    private func deck(_ path: String) -> Deck {
        var deck = Deck.loaded(6)
        deck.press(.character("/"))
        deck.type("status:open")
        deck.press(.enter, .character(":"))
        deck.type("export \(path)")
        deck.press(.enter)
        return deck
    }

    private func export(_ path: String, _ form: ExportForm, replaces: Bool = false) -> Export {
        Export(
            tenant: Deck.acme, filter: TicketFilter(statuses: [.open]), sort: TicketSort(), path: path,
            form: form, replaces: replaces)
    }

    @Test(arguments: [("a.csv", ExportForm.csv), ("~/b.JSONL", .jsonLines), ("/c/d e.ndjson", .jsonLines)])
    func theShownListIsExported(path: String, form: ExportForm) {
        let deck = deck(path)
        #expect(deck.effects.filter { !$0.isWake } == [.export(export(path, form))])
        #expect(deck.state.overlay == nil)
    }

    @Test func itSaysHowFarItIsAndThatItIsDone() {
        var deck = deck("a.csv")
        deck.send(.exported(.written(count: 1000, total: 4711)))
        #expect(deck.state.remark?.text == "exporting: 1000 of 4711 tickets written")
        deck.send(.exported(.done(count: 4711, path: "/home/maria/a.csv")))
        #expect(deck.state.remark?.text == "exported 4711 tickets to /home/maria/a.csv")
        #expect(deck.state.export == nil)
    }

    @Test func aFileThatIsThereIsAskedFor() {
        var deck = deck("a.csv")
        deck.send(.exported(.exists))
        deck.paint()
        let effects = deck.press(.character("y"))
        #expect(effects.filter { !$0.isWake } == [.export(export("a.csv", .csv, replaces: true))])
    }

    @Test func whoSaysNoKeepsTheFile() {
        var deck = deck("a.csv")
        deck.send(.exported(.exists))
        deck.paint()
        #expect(deck.press(.escape).filter { !$0.isWake }.isEmpty)
        #expect(deck.state.overlay == nil)
        #expect(deck.state.export == nil)
    }

    @Test func aSecondOneWaitsForTheFirst() {
        var deck = deck("a.csv")
        deck.press(.character(":"))
        deck.type("export b.csv")
        #expect(deck.press(.enter).filter { !$0.isWake }.isEmpty)
        #expect(deck.state.remark?.text == "another export is being written")
    }

    @Test func aFailureSaysWhy() {
        var deck = deck("/nowhere/a.csv")
        deck.send(.exported(.failed(problem: "no such directory")))
        #expect(deck.state.remark?.text == "not exported: no such directory")
    }
}
