import Screen
import Testing
import Tickets

@testable import Dashboard

@Suite struct Histories {
    private func opened(isReadOnly: Bool = false) -> Deck {
        var deck = Deck.loaded(12, isReadOnly: isReadOnly)
        deck.press(.character("h"))
        deck.answerHistory(Deck.history())
        return deck
    }

    @Test func itIsReadPageByPage() {
        var deck = Deck.loaded(12)
        let id = deck.state.tickets.selected!.id
        let all = Deck.history()
        #expect(
            deck.press(.character("h")) == [.loadHistory(number: 2, tenant: Deck.acme, id, cursor: nil)])
        deck.answerHistory(Array(all[..<2]), next: "2")
        #expect(deck.effects.contains(.loadHistory(number: 3, tenant: Deck.acme, id, cursor: "2")))
        #expect(deck.screen.contains("Reading the history"))
        deck.send(.changed(all[5]))
        deck.answerHistory(Array(all[2..<5]))
        #expect(deck.state.history?.changes == all, "what came while it was read stands in it")
        #expect(deck.state.history?.selected?.revision == 6)
    }

    @Test func aNewRevisionIsSaidAndTheCursorStays() {
        var deck = Deck.loaded(12)
        deck.press(.character("h"))
        let all = Deck.history()
        deck.answerHistory(Array(all[..<4]))
        deck.send(.changed(all[4]))
        #expect(deck.state.history?.selected?.revision == 4)
        #expect(deck.state.history?.changes.count == 5)
        #expect(deck.state.remark?.text == "lee changed description: revision 5 is new")
        deck.send(.changed(all[4]))
        #expect(deck.state.history?.changes.count == 5)
    }

    @Test func aMissingRevisionIsReadAgain() {
        var deck = Deck.loaded(12)
        deck.press(.character("h"))
        let all = Deck.history()
        deck.answerHistory(Array(all[..<4]))
        let id = all[0].ticket.id
        #expect(
            deck.send(.changed(all[5])).contains(
                .loadHistory(number: 3, tenant: Deck.acme, id, cursor: nil)))
    }

    @Test func onlySoManyRevisionsAreKept() {
        var history = HistoryState(Deck.ticket(0))
        let changes = (1...HistoryState.limit + 7).map { revision in
            TicketChange(
                action: .update, ticket: Deck.ticket(0) { $0.revision = revision }, revision: revision,
                actor: nil, at: Deck.start)
        }
        history.begin(1)
        history.take(HistoryPage(changes: changes, nextCursor: nil))
        #expect(history.changes.count == HistoryState.limit)
        #expect(history.leftOut == 7)
        #expect(history[0]?.revision == HistoryState.limit + 7)
    }

    @Test func anEarlierRevisionBecomesANewChangeOfTheLatest() throws {
        var deck = opened()
        let all = Deck.history()
        let latest = all[5].ticket
        deck.press(.down, .down, .character("r"))
        deck.paint()
        let patch = try TicketPatch(from: latest, to: all[3].ticket)
        #expect(
            deck.press(.character("y")) == [
                .update(number: 3, tenant: Deck.acme, latest.id, patch, ifRevision: 6)
            ])
        var after = all[3].ticket
        after.revision = 7
        deck.answer(.success(.ticket(after)))
        #expect(deck.state.remark?.text == "\"\(after.title)\" is as in revision 4 again; u undoes it")
        #expect(deck.state.undo.steps == [.updated(before: latest, after: after)])
        #expect(deck.state.history?.latest?.ticket == after)
        deck.send(.changed(deck.state.history!.latest!))
        #expect(deck.state.remark?.kind == .good, "the feed brings nothing new")
        #expect(deck.press(.character("u")).contains { if case .update = $0 { true } else { false } })
    }

    @Test func theLatestRevisionIsNotRestored() {
        var deck = opened()
        deck.press(.character("r"))
        #expect(deck.state.overlay == nil)
        #expect(deck.state.remark?.text == "the ticket stands as in revision 6")
    }

    @Test func aDeletedTicketComesBackAsItWasInARevision() throws {
        var deck = Deck.loaded(12)
        deck.press(.character("h"))
        let all = Deck.history()
        let deleted = Deck.deleted(all[5].ticket)
        deck.answerHistory(all + [deleted])
        deck.press(.character("r"))
        #expect(deck.state.remark?.text == "revision 7 is the delete; choose one before it")
        deck.press(.end, .character("r"))
        deck.paint()
        let id = deleted.ticket.id
        #expect(deck.press(.character("y")) == [.restore(number: 3, tenant: Deck.acme, id)])
        var back = deleted.ticket
        back.revision = 8
        deck.answer(.success(.ticket(back)))
        let patch = try TicketPatch(from: back, to: all[0].ticket)
        #expect(deck.effects.contains(.update(number: 4, tenant: Deck.acme, id, patch, ifRevision: 8)))
        var after = all[0].ticket
        after.revision = 9
        deck.answer(.success(.ticket(after)))
        #expect(deck.state.undo.steps == [.created(back), .updated(before: back, after: after)])
    }

    @Test func aChangeBySomebodyElseBetweenRefusesTheRestore() {
        var deck = opened()
        deck.press(.end, .character("r"))
        deck.paint()
        deck.press(.character("y"))
        let theirs = Deck.changed(Deck.history()[5].ticket) { $0.status = .closed }.ticket
        deck.answer(.failure(Failure(kind: .conflict(theirs), message: "revision 7, not 6")))
        #expect(
            deck.state.remark?.text == "not restored: \"\(Deck.history()[5].ticket.title)\" was changed since"
        )
        #expect(deck.state.undo.steps.isEmpty)
    }

    @Test func readOnlyShowsItAndRestoresNothing() {
        var deck = opened(isReadOnly: true)
        deck.press(.end, .character("r"))
        #expect(deck.state.overlay == nil)
        #expect(deck.state.remark?.text == "read-only: nothing can be changed here")
        #expect(!deck.screen.contains("restore"))
    }

    @Test func theTicketOfAnEventHasItsHistory() {
        var deck = Deck.loaded(12)
        deck.press(.character("2"))
        let gone = Deck.deleted(Deck.ticket(20))
        deck.send(.events([Deck.event(1, gone)], dropped: 0))
        #expect(
            deck.press(.character("h")).contains(
                .loadHistory(number: 2, tenant: Deck.acme, gone.ticket.id, cursor: nil)))
        deck.press(.escape)
        #expect(deck.state.history == nil && deck.state.view == .events)
    }

    @Test func anotherViewClosesIt() {
        var deck = opened()
        deck.press(.character("1"))
        #expect(deck.state.history == nil)
    }

    @Test func whatFailedIsReadAgainOnceConnected() {
        var deck = Deck.loaded(12)
        deck.press(.character("h"))
        deck.send(.history(number: 2, .failure(Failure(kind: .unreachable, message: "no service"))))
        #expect(deck.screen.contains("The history could not be read"))
        let effects = deck.send(.feedReset)
        #expect(effects.contains { if case .loadHistory = $0 { true } else { false } })
    }
}
