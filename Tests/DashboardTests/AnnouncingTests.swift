import Screen
import Testing
import Tickets

@testable import Dashboard

/// What the list says of changes by others.
@Suite struct Announcing {
    private static let theme = Theme(name: "test", styles: [.flash: Style(attributes: .bold)])

    /// Whether a row of the screen is painted as changed.
    private func isFlashing(_ deck: Deck, _ text: String) -> Bool {
        let frame = view(deck.state, theme: Announcing.theme)
        guard let y = (0..<frame.size.height).first(where: { frame.text(ofRow: $0).contains(text) }) else {
            return false
        }
        return frame.row(y).allSatisfy { $0.style.attributes.contains(.bold) }
    }

    @Test func aChangedRowIsShownAsSuchForAMoment() {
        var deck = Deck.loaded(12)
        let change = Deck.changed(Deck.ticket(4)) { $0.title = "Changed here" }
        let end = deck.state.now.advanced(by: .milliseconds(1500))
        #expect(deck.send(.changed(change)) == [.wake(at: end)])
        #expect(isFlashing(deck, "Changed here"))
        #expect(deck.send(.clock(end)).allSatisfy { if case .wake = $0 { true } else { false } })
        #expect(!isFlashing(deck, "Changed here"))
        #expect(deck.state.tickets.flashes.isEmpty)
    }

    @Test func aRowThatIsNotOnTheScreenDoesNotFlash() {
        var deck = Deck.loaded(60)
        #expect(deck.send(.changed(Deck.changed(Deck.ticket(2)) { $0.title = "Far down" })).isEmpty)
        #expect(deck.state.tickets.flashes.isEmpty)
    }

    @Test func rowsThatGoFromTheScreenAreSaidTogether() {
        var deck = Deck.loaded(12)
        deck.send(.changed(Deck.deleted(Deck.ticket(3))))
        #expect(deck.state.remark?.text == "\"\(Deck.ticket(3).title)\" was deleted by lee")
        deck.send(.changed(Deck.deleted(Deck.ticket(4))))
        let title = Deck.ticket(4).title
        #expect(deck.state.remark?.text == "\"\(title)\" was deleted by lee, and 1 more before it")
        deck.wait(.seconds(7))
        #expect(deck.state.remark == nil)
        deck.send(.changed(Deck.deleted(Deck.ticket(5))))
        #expect(deck.state.remark?.text == "\"\(Deck.ticket(5).title)\" was deleted by lee")
    }

    @Test func aWarningIsNotPushedAwayByARowThatGoes() {
        var deck = Deck.loaded(12)
        deck.send(.changed(Deck.deleted(Deck.ticket(11))))
        let warning = deck.state.remark
        #expect(warning?.kind == .warning)
        deck.send(.changed(Deck.deleted(Deck.ticket(3))))
        #expect(deck.state.remark == warning)
    }

    @Test func newTicketsBelowTheScreenAreCountedUntilTheyAreSeen() {
        var deck = Deck.loaded(30)
        deck.press(.character("O"))
        deck.send(.changed(Deck.created(Deck.ticket(70))))
        deck.send(.changed(Deck.created(Deck.ticket(71))))
        #expect(deck.screen.contains("↓+2 new"))
        deck.press(.character("G"))
        #expect(deck.state.tickets.news == NewTickets())
        #expect(!deck.screen.contains("↓+"))
    }

    @Test func countsFollowTheChanges() {
        var deck = Deck.loaded(12)
        var counts = TicketCounts()
        for number in 0..<12 { counts.add(Deck.ticket(number)) }
        deck.send(.counts(number: 1, .success(counts)))
        #expect(deck.screen.contains("6 open  2 in progress  2 resolved  2 closed"))
        deck.send(.changed(Deck.changed(Deck.ticket(0)) { $0.status = .closed }))
        deck.send(.changed(Deck.created(Deck.ticket(50) { $0.status = .open })))
        deck.send(.changed(Deck.deleted(Deck.ticket(4))))
        // The same again changes nothing.
        deck.send(.changed(Deck.deleted(Deck.ticket(4))))
        #expect(deck.state.tickets.counts.counts?[.open] == 6)
        #expect(deck.state.tickets.counts.counts?[.closed] == 2)
        #expect(deck.state.tickets.counts.counts?.total == 12)
    }

    @Test func countsThatMayHaveMissedAChangeAreReadAgainLater() {
        var deck = Deck.loaded(12)
        deck.send(.changed(Deck.created(Deck.ticket(50))))
        let effects = deck.send(.counts(number: 1, .success(TicketCounts())))
        #expect(effects.count { if case .loadCounts = $0 { true } else { false } } == 0)
        #expect(deck.wait(.seconds(5)).contains(.loadCounts(number: 2, tenant: Deck.acme)))
        #expect(deck.send(.counts(number: 1, .success(TicketCounts()))).isEmpty)
        deck.send(.counts(number: 2, .success(TicketCounts())))
        #expect(deck.state.tickets.counts.dueAt == nil)
    }

    @Test func theSortedColumnIsShownInTheHead() {
        var deck = Deck.loaded(12, 80, 24)
        #expect(deck.screen.contains("AGE↓"))
        for head in ["UPDATED↓", "PRIORITY↓", "STATUS↓", "TITLE↓", "AGE↓"] {
            deck.press(.character("o"))
            #expect(deck.screen.contains(head), "\(head)")
        }
        deck.press(.character("O"))
        #expect(deck.screen.contains("AGE↑"))
    }
}
