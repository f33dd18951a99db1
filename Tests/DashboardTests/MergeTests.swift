import Screen
import Testing
import Tickets

@testable import Dashboard

/// Somebody else changes the ticket of the form.
@Suite struct Merges {
    /// A form whose title was changed by both, and whose status by lee.
    private func merging() -> (deck: Deck, ticket: Ticket) {
        var deck = Deck.loaded(6)
        let ticket = deck.state.tickets.selected!
        deck.conflict {
            $0.title = "Theirs"
            $0.status = .closed
        }
        return (deck, ticket)
    }

    private func writes(_ effects: [Effect]) -> [Effect] {
        effects.filter {
            switch $0 {
            case .create, .update, .delete, .restore: true
            default: false
            }
        }
    }

    @Test func nothingIsSavedUnseenAndUnchosen() {
        var (deck, ticket) = merging()
        let merge = deck.state.form?.merge
        #expect(merge?.fields.map(\.field) == [.title, .status])
        #expect(merge?.fields.map(\.choice) == [nil, .theirs])
        #expect(merge?.who == "lee")
        #expect(writes(deck.press(.character("m"), .control("s"))).isEmpty, "it has not stood on the screen")
        #expect(deck.state.form?.merge != nil)

        (deck, ticket) = merging()
        deck.paint()
        #expect(writes(deck.press(.control("s"))).isEmpty)
        #expect(deck.state.remark?.text == "choose for title first: b before, t theirs, m mine")
        #expect(deck.state.form?[.title] == ticket.title + "!")
    }

    @Test func mineGoesOnTopOfTheirsWithTheirRevision() throws {
        var (deck, ticket) = merging()
        deck.paint()
        let patch = try TicketPatch(title: ticket.title + "!")
        #expect(
            deck.press(.character("m"), .control("s")) == [
                .update(number: 3, tenant: Deck.acme, ticket.id, patch, ifRevision: 2)
            ])
        var after = Deck.changed(ticket) { $0.status = .closed }.ticket
        after.title = ticket.title + "!"
        after.revision = 3
        deck.answer(.success(.ticket(after)))
        #expect(deck.state.form == nil)
        #expect(deck.state.tickets.selected == after)
        #expect(deck.effects.contains(.discardDraft))
    }

    @Test func theTextFromBeforeBothIsAChangeOfTheirs() throws {
        var (deck, ticket) = merging()
        deck.paint()
        deck.press(.character("b"), .down, .character("b"))
        let patch = try TicketPatch(title: ticket.title, status: ticket.status)
        #expect(
            deck.press(.control("s")) == [
                .update(number: 3, tenant: Deck.acme, ticket.id, patch, ifRevision: 2)
            ])
    }

    @Test func theirsAloneNeedsNoSave() {
        var (deck, _) = merging()
        deck.paint()
        #expect(writes(deck.press(.character("t"), .control("s"))).isEmpty)
        #expect(deck.state.form == nil)
    }

    @Test func backInTheFormTheTextIsAsTypedAndTheNextSaveComparesAgain() {
        var (deck, ticket) = merging()
        deck.paint()
        deck.press(.character("t"), .escape)
        #expect(deck.state.form?[.title] == ticket.title + "!")
        #expect(deck.state.form?[.status] == ticket.status.rawValue)
        deck.paint()
        #expect(writes(deck.press(.control("s"))).isEmpty)
        #expect(deck.state.form?.merge?.fields.map(\.choice) == [nil, .theirs])
    }

    @Test func whatWasChosenCanBeEdited() throws {
        var (deck, ticket) = merging()
        deck.paint()
        deck.press(.character("t"), .up, .character("e"))
        deck.type(" and mine")
        #expect(deck.state.form?.focus == .title)
        let patch = try TicketPatch(title: "Theirs and mine")
        #expect(
            writes(deck.press(.control("s"))) == [
                .update(number: 3, tenant: Deck.acme, ticket.id, patch, ifRevision: 2)
            ])
    }

    @Test func oneMoreChangeMeanwhileAsksOnlyForWhatItTouched() {
        var (deck, ticket) = merging()
        deck.paint()
        deck.press(.character("m"))
        var theirs = Deck.changed(ticket) { $0.title = "Theirs" }.ticket
        theirs.status = .closed
        deck.send(.changed(Deck.changed(theirs, by: "kim") { $0.assignee = "kim" }))
        #expect(deck.state.form?.merge?.fields.map(\.choice) == [.mine, .theirs, .theirs])
        #expect(deck.state.form?.merge?.who == "lee, kim")
        #expect(writes(deck.press(.control("s"))).isEmpty, "the new comparison was not seen")
        deck.paint()
        #expect(writes(deck.press(.control("s"))).count == 1)

        var (other, _) = merging()
        other.paint()
        other.press(.character("m"))
        other.send(.changed(Deck.changed(theirs, by: "kim") { $0.title = "Another one" }))
        #expect(other.state.form?.merge?.fields.first?.choice == nil)
    }

    @Test func aChangeToldWhileEditingIsComparedWithoutAsking() {
        var deck = Deck.loaded(6)
        let ticket = deck.state.tickets.selected!
        deck.press(.character("e"))
        deck.type("!")
        deck.send(.changed(Deck.changed(ticket) { $0.status = .closed }))
        #expect(writes(deck.press(.control("s"))).isEmpty, "not seen yet")
        #expect(deck.state.form?.merge == nil)
        deck.paint()
        #expect(writes(deck.press(.control("s"))).isEmpty)
        #expect(deck.state.form?.merge?.fields.map(\.choice) == [.mine, .theirs])
    }

    @Test func aChangeOfATicketThatTheListDoesNotShowIsToldToo() {
        var deck = Deck.loaded(6)
        let ticket = deck.state.tickets.selected!
        deck.press(.character("e"))
        deck.send(.changed(Deck.changed(ticket) { $0.status = .closed }))
        deck.answerPage([])
        var later = Deck.changed(ticket) { $0.status = .closed }.ticket
        deck.state.tickets.list.rows = []
        deck.state.tickets.list.tickets = [:]
        later = Deck.changed(later) { $0.assignee = "kim" }.ticket
        deck.send(
            .changed(TicketChange(action: .update, ticket: later, revision: 3, actor: "kim", at: Deck.start)))
        #expect(deck.state.form?.meanwhile?.revision == 3)
    }

    @Test func aLongComparisonIsScrolledByItsCursorAndByPages() {
        var deck = Deck.loaded(6, 40, 10)
        deck.conflict {
            $0.title = "Theirs"
            $0.status = .closed
            $0.priority = .low
        }
        #expect(!deck.screen.contains("Status"))
        deck.press(.down, .down)
        #expect(deck.screen.contains("▌Status"), "\(deck.screen)")
        deck.press(.pageUp, .pageUp)
        #expect(deck.screen.contains(" Title"), "\(deck.screen)")
    }
}

/// Somebody else deletes the ticket of the form.
@Suite struct GoneTickets {
    /// A form whose save was refused: the ticket is gone, and the choice stands on the screen.
    private func gone() -> (deck: Deck, ticket: Ticket) {
        var deck = Deck.loaded(6)
        let ticket = deck.state.tickets.selected!
        deck.press(.character("e"))
        deck.type("!")
        deck.press(.control("s"))
        deck.answer(.failure(Failure(kind: .notFound, message: "no such ticket")))
        return (deck, ticket)
    }

    @Test func keysTypedBeforeTheChoiceStoodChooseNothing() {
        var (deck, _) = gone()
        #expect(deck.press(.enter, .down, .escape).isEmpty)
        #expect(deck.state.overlay == .gone(GoneChoice(who: "")))
    }

    @Test func theTicketComesBackAndTakesTheText() throws {
        var (deck, ticket) = gone()
        deck.paint()
        #expect(deck.press(.enter) == [.restore(number: 3, tenant: Deck.acme, ticket.id)])
        #expect(deck.state.overlay == nil && deck.state.form?.saving == 3)
        var back = ticket
        back.revision = 3
        deck.answer(.success(.ticket(back)))
        let patch = try TicketPatch(title: ticket.title + "!")
        #expect(
            deck.effects.contains(
                .update(number: 4, tenant: Deck.acme, ticket.id, patch, ifRevision: 3)))
        back.title += "!"
        back.revision = 4
        deck.answer(.success(.ticket(back)))
        #expect(deck.state.form == nil)
        #expect(deck.state.undo.steps.count == 2)
    }

    @Test func whatWasChangedBeforeTheDeleteIsCompared() {
        var (deck, ticket) = gone()
        deck.paint()
        deck.press(.enter)
        var back = ticket
        back.title = "Theirs"
        back.revision = 4
        deck.answer(.success(.ticket(back)))
        #expect(deck.state.form?.merge?.fields.map(\.choice) == [nil])
    }

    @Test func theTextBecomesANewTicket() {
        var (deck, ticket) = gone()
        deck.paint()
        let effects = deck.press(.down, .enter)
        guard case .create(3, Deck.acme, let draft, _)? = effects.first else {
            return #expect(Bool(false), "\(effects)")
        }
        #expect(draft.title == ticket.title + "!")
        #expect(deck.state.hasUnsavedText)
    }

    @Test func backInTheFormNothingIsLost() {
        var (deck, ticket) = gone()
        deck.paint()
        #expect(deck.press(.escape).isEmpty)
        #expect(deck.state.form?[.title] == ticket.title + "!")
    }

    @Test func aDeleteIsToldWhileEditingAndAskedAboutOnSaving() {
        var deck = Deck.loaded(6)
        let ticket = deck.state.tickets.selected!
        deck.press(.character("e"))
        deck.type("!")
        deck.send(.changed(Deck.deleted(ticket)))
        #expect(deck.screen.contains("lee deleted it meanwhile"))
        deck.paint()
        #expect(deck.press(.control("s")).isEmpty)
        #expect(deck.state.overlay == .gone(GoneChoice(who: "lee")))
    }
}
