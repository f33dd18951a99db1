import Screen
import Testing
import Tickets

@testable import Dashboard

@Suite struct Undoing {
    /// Sets a field by a key and a letter, and lets the service accept it.
    private func set(
        _ deck: inout Deck, _ key: Character, _ letter: Character, _ change: (inout Ticket) -> Void
    ) -> Ticket {
        var after = deck.state.tickets.selected!
        deck.press(.character(key), .character(letter))
        change(&after)
        after.revision += 1
        deck.answer(.success(.ticket(after)))
        return after
    }

    @Test func changesOfOneTicketAreUndoneOneAfterTheOther() throws {
        var deck = Deck.loaded(6)
        let first = deck.state.tickets.selected!
        let second = set(&deck, "s", "c") { $0.status = .closed }
        let third = set(&deck, "p", "l") { $0.priority = .low }
        #expect(third.revision == 3)
        let priority = try TicketPatch(priority: first.priority)
        #expect(
            deck.press(.character("u")).contains(
                .update(number: 4, tenant: Deck.acme, first.id, priority, ifRevision: 3)))
        var fourth = second
        fourth.revision = 4
        deck.answer(.success(.ticket(fourth)))
        #expect(deck.state.remark?.text == "undone: priority of \"\(first.title)\" is medium again")
        #expect(deck.state.tickets.selected == fourth)

        let status = try TicketPatch(status: first.status)
        #expect(
            deck.press(.character("u")).contains(
                .update(number: 5, tenant: Deck.acme, first.id, status, ifRevision: 4)),
            "the step before goes on from how the ticket stands now")
        var fifth = first
        fifth.revision = 5
        deck.answer(.success(.ticket(fifth)))
        #expect(deck.state.undo.steps.isEmpty)
        deck.press(.character("u"))
        #expect(deck.state.remark?.text == "nothing to undo")
    }

    @Test func aDeleteAndWhatWasBeforeItAreUndone() throws {
        var deck = Deck.loaded(6)
        let first = deck.state.tickets.selected!
        let second = set(&deck, "s", "c") { $0.status = .closed }
        deck.press(.character("d"))
        deck.paint()
        deck.press(.character("y"))
        deck.answer(.success(.deleted(first.id)))
        #expect(deck.press(.character("u")) == [.restore(number: 4, tenant: Deck.acme, first.id)])
        var back = second
        back.revision = 4
        deck.answer(.success(.ticket(back)))
        #expect(deck.state.remark?.text == "undone: \"\(first.title)\" is back")
        let status = try TicketPatch(status: first.status)
        #expect(
            deck.press(.character("u")).contains(
                .update(number: 5, tenant: Deck.acme, first.id, status, ifRevision: 4)))
    }

    @Test func aCreationIsUndoneByADeleteOfThatRevisionOnly() {
        var deck = Deck.loaded(2)
        deck.press(.character("n"))
        deck.type("Twice")
        deck.press(.control("s"))
        let ticket = Deck.ticket(39) { $0.title = "Twice" }
        deck.answer(.success(.ticket(ticket)))
        // Somebody goes on with it; the list shows that, but the question is about what was made here.
        deck.send(.changed(Deck.changed(ticket) { $0.status = .closed }))
        deck.press(.character("u"))
        deck.paint()
        #expect(
            deck.press(.character("y")) == [
                .delete(number: 3, tenant: Deck.acme, ticket.id, ifRevision: 1)
            ])
    }

    @Test func aStepThatSomebodyChangedSinceIsRefusedWithWhoAndWhat() {
        var deck = Deck.loaded(6)
        let first = deck.state.tickets.selected!
        let mine = set(&deck, "s", "c") { $0.status = .closed }
        deck.press(.character("u"))
        let theirs = Deck.changed(mine) { $0.title = "Theirs" }
        deck.answer(.failure(Failure(kind: .conflict(theirs.ticket), message: "revision 3, not 2")))
        #expect(deck.effects.contains(.loadHistory(number: 4, tenant: Deck.acme, first.id, cursor: nil)))
        #expect(deck.state.remark?.text == "not undone: \"\(first.title)\" was changed since")
        #expect(deck.state.tickets.selected == theirs.ticket)
        #expect(deck.state.undo.steps.isEmpty, "the step before can be undone now")

        let own = TicketChange(action: .update, ticket: mine, revision: 2, actor: "maria", at: Deck.start)
        deck.send(.history(number: 4, .success(HistoryPage(changes: [own], nextCursor: "2"))))
        #expect(deck.effects.contains(.loadHistory(number: 5, tenant: Deck.acme, first.id, cursor: "2")))
        deck.send(.history(number: 5, .success(HistoryPage(changes: [theirs], nextCursor: nil))))
        #expect(deck.state.remark?.text == "not undone: lee changed title since: \"\(first.title)\"")
        #expect(deck.state.remark?.kind == .warning)
    }

    @Test func aStepOfATicketThatIsGoneIsRefusedWithWho() {
        var deck = Deck.loaded(6)
        let mine = set(&deck, "s", "c") { $0.status = .closed }
        deck.press(.character("u"))
        deck.answer(.failure(Failure(kind: .notFound, message: "no such ticket")))
        deck.send(.history(number: 4, .success(HistoryPage(changes: [Deck.deleted(mine)], nextCursor: nil))))
        #expect(deck.state.remark?.text == "not undone: lee deleted it since: \"\(mine.title)\"")
    }

    @Test func aStepThatCouldNotBeAskedForIsKept() {
        var deck = Deck.loaded(6)
        let mine = set(&deck, "s", "c") { $0.status = .closed }
        deck.press(.character("u"))
        deck.press(.character("u"))
        #expect(deck.state.remark?.text == "the undo before this one is not done yet")
        deck.answer(.failure(Failure(kind: .unreachable, message: "no service")))
        #expect(deck.state.undo.steps.count == 1)
        // An answer that was lost: the second try finds its own work.
        deck.press(.character("u"))
        deck.answer(.failure(Failure(kind: .unknownOutcome, message: "no answer")))
        #expect(deck.state.undo.steps.count == 1)
        deck.press(.character("u"))
        var undone = mine
        undone.status = .open
        undone.revision = 3
        deck.answer(.failure(Failure(kind: .conflict(undone), message: "revision 3, not 2")))
        #expect(deck.state.undo.steps.isEmpty)
        #expect(deck.state.remark?.text == "undone: status of \"\(mine.title)\" is open again")
    }

    @Test func aTicketThatOthersBroughtBackAndChangedIsNotOverwritten() {
        var deck = Deck.loaded(6)
        let mine = set(&deck, "s", "c") { $0.status = .closed }
        deck.press(.character("d"))
        deck.paint()
        deck.press(.character("y"))
        deck.answer(.success(.deleted(mine.id)))
        deck.press(.character("u"))
        var theirs = mine
        theirs.status = .resolved
        theirs.revision = 5
        deck.answer(.success(.ticket(theirs)))
        #expect(deck.state.remark?.text == "undone: \"\(mine.title)\" is back, changed by others since")
        guard case .update(_, _, _, _, let revision)? = deck.press(.character("u")).first else {
            return #expect(Bool(false), "\(deck.effects)")
        }
        #expect(revision == 2, "the service refuses it")
    }

    @Test func aSaveWhoseAnswerWasLostCanBeUndone() {
        var deck = Deck.loaded(6)
        let ticket = deck.state.tickets.selected!
        deck.press(.character("e"))
        deck.type("!")
        deck.press(.control("s"))
        let mine = Deck.changed(ticket, by: "maria") { $0.title += "!" }
        deck.send(.changed(mine))
        deck.answer(.failure(Failure(kind: .unknownOutcome, message: "no answer")))
        deck.paint()
        deck.press(.control("s"))
        #expect(deck.state.form == nil)
        #expect(deck.state.undo.steps == [.updated(before: ticket, after: mine.ticket)])
    }

    @Test func eachTenantHasItsOwnSteps() {
        var deck = Deck.loaded(6)
        let mine = set(&deck, "s", "c") { $0.status = .closed }
        #expect(deck.state.undo.last(in: Deck.acme)?.ticket == mine)
        #expect(deck.state.undo.last(in: Deck.named("globex")) == nil)
    }

    @Test func theOldestStepsGoWhenThereAreTooMany() {
        var stack = UndoStack()
        for number in 0...UndoStack.limit { stack.push(.created(Deck.ticket(number))) }
        #expect(stack.steps.count == UndoStack.limit)
        #expect(stack.steps.first == .created(Deck.ticket(1)))
    }
}
