import Screen
import Testing
import Tickets

@testable import Dashboard

@Suite struct Writes {
    @Test func deleteAsksAndOnlyYSaysYes() {
        var deck = Deck.loaded(3)
        let ticket = deck.state.tickets.selected!
        deck.press(.character("d"))
        deck.paint()
        #expect(deck.press(.enter).isEmpty)
        #expect(deck.state.overlay == nil)
        deck.press(.character("d"))
        deck.paint()
        #expect(
            deck.press(.character("y")) == [
                .delete(number: 2, tenant: Deck.acme, ticket.id, ifRevision: ticket.revision)
            ])
    }

    @Test func keysTypedBeforeTheQuestionStoodAreNoAnswer() {
        var deck = Deck.loaded(3)
        #expect(deck.press(.character("d"), .character("y"), .character("x")).isEmpty)
        #expect(deck.state.overlay != nil)
    }

    @Test func aDeleteAnsweredTwiceTakesOneRowAndCanBeUndone() {
        var deck = Deck.loaded(3)
        let ticket = deck.state.tickets.selected!
        deck.press(.character("d"))
        deck.paint()
        deck.press(.character("y"))
        deck.send(.changed(Deck.deleted(ticket)))
        deck.answer(.success(.deleted(ticket.id)))
        #expect(deck.state.tickets.list.rows.count == 2)
        #expect(deck.state.tickets.list.total == 2)
        let effects = deck.press(.character("u"))
        #expect(effects == [.restore(number: 3, tenant: Deck.acme, ticket.id)])
        var back = ticket
        back.revision = 3
        deck.answer(.success(.ticket(back)))
        #expect(deck.state.tickets.list.rows.count == 3)
        #expect(deck.state.undo.steps.isEmpty)
    }

    @Test(arguments: [("r", Status.resolved), ("2", .inProgress), ("c", .closed)] as [(Character, Status)])
    func aStatusIsSetByItsFirstLetterOrItsNumber(_ letter: Character, _ status: Status) throws {
        var deck = Deck.loaded(6)
        let ticket = try #require(deck.state.tickets.selected)
        let patch = try TicketPatch(status: status)
        #expect(
            deck.press(.character("s"), .character(letter)) == [
                .update(number: 2, tenant: Deck.acme, ticket.id, patch, ifRevision: ticket.revision)
            ])
    }

    @Test func aStatusIsSaidInTheWordsOfPeople() throws {
        var deck = Deck.loaded(6, 120, 40)
        let ticket = try #require(deck.state.tickets.selected)
        deck.press(.character("s"), .character("2"))
        let change = Deck.changed(ticket) { $0.status = .inProgress }
        deck.answer(.success(.ticket(change.ticket)))
        #expect(deck.screen.contains("is now in progress"))
        deck.press(.character("2"))
        deck.send(.events([Deck.event(1, change)], dropped: 0))
        deck.press(.character("r"))
        #expect(deck.screen.contains("status \(ticket.status.label) → in progress"))
        deck.press(.enter)
        #expect(deck.screen.contains("Status    \(ticket.status.label) → in progress"))
    }

    @Test func aPriorityIsSetByArrowsAndEnter() throws {
        var deck = Deck.loaded(6)
        let ticket = try #require(deck.state.tickets.selected)
        let patch = try TicketPatch(priority: .critical)
        #expect(
            deck.press(.character("p"), .down, .character("j"), .down, .enter) == [
                .update(number: 2, tenant: Deck.acme, ticket.id, patch, ifRevision: ticket.revision)
            ])
    }

    @Test func anAssigneeIsTyped() throws {
        var deck = Deck.loaded(6)
        let ticket = deck.state.tickets.selected!
        deck.press(.character("a"), .control("u"))
        deck.type("kim")
        let patch = try TicketPatch(assignee: "kim")
        #expect(
            deck.press(.enter) == [
                .update(number: 2, tenant: Deck.acme, ticket.id, patch, ifRevision: 1)
            ])
    }

    @Test func anUpdateIsUndoneByItsRevision() throws {
        var deck = Deck.loaded(6)
        let ticket = deck.state.tickets.selected!
        deck.press(.character("s"), .character("c"))
        var after = ticket
        after.status = .closed
        after.revision = 2
        deck.answer(.success(.ticket(after)))
        #expect(deck.state.tickets.selected == after)
        let patch = try TicketPatch(status: .open)
        #expect(
            deck.press(.character("u")).contains(
                .update(number: 3, tenant: Deck.acme, ticket.id, patch, ifRevision: 2)))
    }

    @Test func aFieldThatSomebodySetWhileOneChoseIsNotOverwritten() {
        var deck = Deck.loaded(6)
        let ticket = deck.state.tickets.selected!
        deck.press(.character("s"))
        deck.send(.changed(Deck.changed(ticket) { $0.status = .inProgress }))
        let effects = deck.press(.character("c"))
        #expect(!effects.contains { if case .update = $0 { true } else { false } })
        let text = "not set: the status of \"\(ticket.title)\" is in progress by now, no longer open"
        #expect(deck.state.remark?.text == text)
        #expect(
            deck.press(.character("s"), .character("c")).contains {
                if case .update = $0 { true } else { false }
            })
    }

    @Test func aConflictShowsTheOthersTicketAndChangesNothing() {
        var deck = Deck.loaded(6)
        let ticket = deck.state.tickets.selected!
        deck.press(.character("s"), .character("c"))
        let theirs = Deck.changed(ticket) { $0.title = "Theirs" }.ticket
        deck.answer(.failure(Failure(kind: .conflict(theirs), message: "revision 2")))
        #expect(deck.state.tickets.selected == theirs)
        #expect(deck.state.remark?.kind == .warning)
        #expect(deck.effects.contains(.loadHistory(number: 3, tenant: Deck.acme, ticket.id, cursor: nil)))
        let change = Deck.changed(ticket) { $0.title = "Theirs" }
        deck.send(.history(number: 3, .success(HistoryPage(changes: [change], nextCursor: nil))))
        #expect(deck.state.remark?.text == "not changed: lee changed title since: \"\(ticket.title)\"")
        #expect(deck.state.pending.isEmpty)
    }

    @Test(arguments: ["n", "e", "d", "s", "p", "a", "u"])
    func readOnlyRefusesWhatWrites(_ key: Character) {
        var deck = Deck.loaded(3, isReadOnly: true)
        #expect(deck.press(.character(key)).allSatisfy { if case .wake = $0 { true } else { false } })
        #expect(deck.state.form == nil && deck.state.overlay == nil)
        #expect(deck.state.remark?.text == "read-only: nothing can be changed here")
        #expect(!deck.state.hints.contains { $0.key == String(key) })
    }

    @Test func theQuestionAboutATicketThatIsGoneGoes() {
        var deck = Deck.loaded(3)
        let ticket = deck.state.tickets.selected!
        deck.press(.character("d"))
        deck.paint()
        deck.send(.changed(Deck.deleted(ticket)))
        #expect(deck.state.overlay == nil)
        #expect(!deck.press(.character("y")).contains { if case .delete = $0 { true } else { false } })
    }
}
