import Screen
import Testing
import Tickets

@testable import Dashboard

@Suite struct Forms {
    @Test func whyItIsNotSavedIsSaidWhole() {
        var deck = Deck.loaded(1)
        deck.press(.character("n"))
        deck.type("A title")
        deck.press(.control("s"))
        deck.answer(
            .failure(
                Failure(kind: .unreachable, message: "no ticket service answers on ticket.service.acme")))
        let screen = deck.screen.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(screen.contains("nothing was changed: no ticket service answers on ticket.service.acme"))
        #expect(screen.contains("The text is kept; Ctrl-S tries again."), "\(deck.screen)")
    }

    private func isOnlyWake(_ effects: [Effect]) -> Bool {
        effects.allSatisfy { if case .wake = $0 { true } else { false } }
    }

    @Test func aNewTicketIsSavedWithItsKey() throws {
        var deck = Deck.loaded(2)
        deck.press(.character("n"))
        deck.type("Mouse broken")
        deck.press(.tab)
        deck.type("a\u{301}")
        deck.press(.enter, .tab, .character("h"), .tab, .tab)
        deck.type("kim")
        let draft = try TicketDraft(
            title: "Mouse broken", description: "á\n", priority: .high, createdBy: "maria", assignee: "kim")
        guard case .create(let key) = deck.state.form?.purpose else { return #expect(Bool(false)) }
        let effects = deck.press(.control("s"))
        #expect(effects == [.create(number: 2, tenant: Deck.acme, draft, requestKey: key)])
        #expect(isOnlyWake(deck.type("xyz")))
        #expect(deck.state.form?.title.text == "Mouse broken")
        let ticket = draft.ticket(id: Deck.ticket(39).id, tenant: Deck.acme, at: Deck.start)
        deck.answer(.success(.ticket(ticket)))
        #expect(deck.state.form == nil)
        #expect(deck.state.tickets.selected == ticket)
        #expect(deck.effects.contains(.discardDraft))
    }

    @Test func anUnknownOutcomeIsAskedAgainWithTheSameKey() {
        var deck = Deck.loaded(2)
        deck.press(.character("n"))
        deck.type("Once")
        let first = deck.press(.control("s"))
        deck.answer(.failure(Failure(kind: .unknownOutcome, message: "no answer")))
        #expect(deck.state.form?.title.text == "Once")
        let second = deck.press(.control("s"))
        guard case .create(_, _, let draft, let key)? = first.first,
            case .create(_, _, let again, let sameKey)? = second.first
        else { return #expect(Bool(false)) }
        #expect(key == sameKey && draft == again)
    }

    @Test func whatIsMissingIsSaidOnSavingAndNothingIsSent() {
        var deck = Deck.loaded(2)
        deck.press(.character("n"))
        #expect(deck.state.form?.violation(.title) == nil)
        #expect(deck.press(.control("s")).isEmpty)
        #expect(deck.state.form?.problem == "Not saved: title is required")
        #expect(deck.state.form?.focus == .title)
    }

    @Test func tooMuchIsSaidAndNothingIsCut() {
        var deck = Deck.loaded(2)
        deck.press(.character("n"))
        deck.send(.terminal(.paste(String(repeating: "x", count: 205))))
        #expect(deck.state.form?.title.characters.count == 205)
        #expect(deck.screen.contains("title is 205 characters long, at most 200 are allowed"))
    }

    @Test func onlyChangedFieldsAreSent() throws {
        var deck = Deck.loaded(6)
        let ticket = deck.state.tickets.selected!
        deck.press(.character("e"), .tab, .tab, .right)
        let patch = try TicketPatch(priority: .high)
        #expect(
            deck.press(.control("s")).contains(
                .update(number: 2, tenant: Deck.acme, ticket.id, patch, ifRevision: 1)))
    }

    @Test func escapeAsksOnlyWhenSomethingWasChanged() {
        var deck = Deck.loaded(6)
        #expect(deck.press(.character("e"), .escape) == [.discardDraft])
        #expect(deck.state.form == nil)
        deck.press(.character("e"), .character("x"), .escape)
        deck.paint()
        #expect(deck.press(.character("n")).isEmpty)
        #expect(deck.state.form?.isChanged == true)
        deck.press(.control("c"))
        deck.paint()
        #expect(deck.press(.character("y")) == [.discardDraft, .quit])
    }

    @Test func aRepeatedUpdateThatWonIsSaved() {
        var deck = Deck.loaded(6)
        let ticket = deck.state.tickets.selected!
        deck.press(.character("e"))
        deck.type("!")
        deck.press(.control("s"))
        var mine = ticket
        mine.title += "!"
        mine.revision = 2
        deck.answer(.failure(Failure(kind: .conflict(mine), message: "revision 2")))
        #expect(deck.state.form == nil)
        #expect(deck.state.tickets.selected == mine)
    }

    @Test func theTextIsKeptOnDiskAfterAPauseAndAtTheEnd() {
        var deck = Deck.loaded(6)
        deck.press(.character("n"))
        deck.type("Draft")
        let effects = deck.wait(.seconds(1))
        guard case .saveDraft(let draft)? = effects.first else { return #expect(Bool(false)) }
        #expect(draft.fields["title"] == "Draft")
        deck.type("!")
        #expect(deck.send(.terminating).contains { if case .saveDraft = $0 { true } else { false } })
    }

    @Test func aFoundDraftIsOfferedAndOpenedWithItsKey() {
        var deck = Deck.loaded(2)
        let draft = SavedDraft(
            tenant: Deck.acme, ticket: nil, revision: nil, fields: ["title": "Kept", "priority": "high"],
            requestKey: "k-1")
        deck.send(.draftFound(draft))
        deck.paint()
        deck.press(.character("y"))
        #expect(deck.state.form?.draft.fields["title"] == "Kept")
        #expect(deck.state.form?[.priority] == "high")
        #expect(deck.state.form?.purpose == .create(requestKey: "k-1"))
    }

    @Test func aFoundDraftOfATicketReadsTheTicketFirst() {
        var deck = Deck.loaded(2)
        let ticket = Deck.ticket(1)
        let draft = SavedDraft(
            tenant: Deck.acme, ticket: ticket.id, revision: 1, fields: ["title": "Kept"])
        deck.send(.draftFound(draft))
        deck.paint()
        #expect(
            deck.press(.character("y"))
                == [.saveDraft(draft), .loadTicket(number: 2, tenant: Deck.acme, ticket.id)])
        deck.send(.ticket(number: 2, .success(ticket)))
        #expect(deck.state.form?.changedFields == [.title])
        #expect(deck.state.form?.meanwhile == nil)
    }

    @Test func aFoundDraftOfATicketThatWasChangedSinceIsCompared() {
        var deck = Deck.loaded(2)
        let ticket = Deck.ticket(1)
        deck.press(.character("e"))
        deck.type("!")
        guard let draft = deck.state.form?.draft else { return #expect(Bool(false)) }
        var later = Deck.loaded(2)
        later.send(.draftFound(draft))
        later.paint()
        later.press(.character("y"))
        let theirs = Deck.changed(ticket) { $0.status = .closed }.ticket
        later.send(.ticket(number: 2, .success(theirs)))
        #expect(later.state.form?.changedFields == [.title], "the status is theirs, not a change of mine")
        later.paint()
        #expect(later.press(.control("s")).isEmpty)
        #expect(later.state.form?.merge?.fields.map(\.field) == [.title, .status])
        #expect(later.state.form?.merge?.fields.map(\.choice) == [.mine, .theirs])
    }

    @Test func aFoundDraftOfATicketThatIsGoneBecomesANewOne() {
        var deck = Deck.loaded(2)
        let draft = SavedDraft(
            tenant: Deck.acme, ticket: Deck.ticket(1).id, revision: 1, fields: ["title": "Kept"])
        deck.send(.draftFound(draft))
        deck.paint()
        deck.press(.character("y"))
        deck.send(.ticket(number: 2, .failure(Failure(kind: .notFound, message: "no such ticket"))))
        #expect(deck.screen.contains("Ctrl-S makes a new ticket of the text"))
        #expect(deck.state.form?.title.text == "Kept")
    }

    @Test func aFoundDraftThatIsNotWantedNowIsKept() {
        var deck = Deck.loaded(2)
        let draft = SavedDraft(tenant: Deck.acme, ticket: nil, revision: nil, fields: ["title": "Kept"])
        deck.send(.draftFound(draft))
        deck.paint()
        let effects = deck.press(.character("n"))
        #expect(isOnlyWake(effects))
        #expect(deck.state.form == nil)
    }

    @Test func aFoundDraftIsNotOfferedWhereNothingCanBeSaved() {
        var deck = Deck.loaded(2, isReadOnly: true)
        let draft = SavedDraft(tenant: Deck.acme, ticket: nil, revision: nil, fields: ["title": "Kept"])
        #expect(deck.send(.draftFound(draft)).isEmpty)
        #expect(deck.state.overlay == nil)
    }

    @Test func aPasteWhileSavingIsSaidToBeLeftOut() {
        var deck = Deck.loaded(2)
        deck.press(.character("n"))
        deck.type("Once")
        deck.press(.control("s"))
        deck.send(.terminal(.paste("more")))
        #expect(deck.state.form?.title.text == "Once")
        #expect(deck.state.remark?.text == "pasted text was left out: the form is being saved")
    }

    @Test func withoutAConnectionTheTextStays() {
        var deck = Deck(link: .lost(since: Deck.start, attempt: 1, problem: nil))
        deck.press(.character("n"))
        deck.type("Kept")
        #expect(isOnlyWake(deck.press(.control("s"))))
        #expect(deck.state.form?.problem?.contains("cannot be reached") == true)
        #expect(deck.state.form?.title.text == "Kept")
    }

    @Test func controlEOpensTheEditorInTheDescriptionOnly() {
        var deck = Deck.loaded(2)
        deck.press(.character("n"), .control("e"))
        #expect(deck.press(.tab, .control("e")) == [.edit(text: "")])
        deck.send(.edited(text: "From vim\n", problem: nil))
        #expect(deck.state.form?.description.text == "From vim")
        #expect(deck.press(.backTab, .function(2)).contains(.edit(text: "From vim")))
    }

    @Test func aChangeByAnotherIsSaidWhileEditing() {
        var deck = Deck.loaded(6)
        let ticket = deck.state.tickets.selected!
        deck.press(.character("e"))
        deck.send(.changed(Deck.changed(ticket) { $0.status = .closed }))
        #expect(deck.screen.contains("lee changed status meanwhile"))
        #expect(deck.screen.contains("Ctrl-S compares before it saves"))
    }
}
