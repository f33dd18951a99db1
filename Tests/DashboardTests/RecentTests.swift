import Screen
import Testing
import Tickets

@testable import Dashboard

/// The last changes of the ticket in the detail.
@Suite struct RecentUpdates {
    private static func isRead(_ effects: [Effect]) -> Bool {
        effects.contains { if case .loadHistory = $0 { true } else { false } }
    }

    private func made(_ number: Int) -> TicketChange { Deck.created(Deck.ticket(number)) }

    @Test func areReadOnceTheCursorRests() {
        var deck = Deck.loaded(12, 120, 40)
        for _ in 0..<5 {
            #expect(!RecentUpdates.isRead(deck.press(.character("j"))))
            #expect(!RecentUpdates.isRead(deck.wait(.milliseconds(100))))
        }
        let effects = deck.wait(.milliseconds(300))
        #expect(
            effects.contains(
                .loadHistory(number: 2, tenant: Deck.acme, Deck.ticket(6).id, cursor: nil)))
        #expect(!RecentUpdates.isRead(deck.wait(.seconds(5))))
    }

    @Test func areShownNewestFirstAndFollowTheFeed() {
        var deck = Deck.loaded(12, 120, 40)
        deck.wait(.milliseconds(300))
        let ticket = Deck.ticket(11)
        let second = Deck.changed(ticket, by: "kim") { $0.status = .resolved }
        deck.send(
            .history(
                number: 2, .success(HistoryPage(changes: [made(11), second], nextCursor: nil))))
        #expect(deck.screen.contains("kim: status open → resolved"))
        let third = Deck.changed(second.ticket, by: "lee") { $0.assignee = nil }
        deck.send(.changed(third))
        #expect(deck.screen.contains("lee: assignee yuki → nobody"))
        #expect(deck.state.tickets.recent?.newest == [third, second, made(11)])
        Snapshot.check("tickets-recent-120x40", deck.screen)
    }

    @Test func areReadAgainWhenSomeAreMissing() {
        var deck = Deck.loaded(12, 120, 40)
        deck.wait(.milliseconds(300))
        deck.send(.history(number: 2, .success(HistoryPage(changes: [made(11)], nextCursor: nil))))
        var later = Deck.changed(Deck.ticket(11)) { $0.title = "Second" }.ticket
        later.revision = 4
        #expect(!RecentUpdates.isRead(deck.send(.changed(Deck.changed(later) { $0.title = "Third" }))))
        #expect(RecentUpdates.isRead(deck.wait(.milliseconds(300))))
    }

    @Test func areNotReadWhereNoDetailIsShown() {
        var deck = Deck.loaded(12, 80, 24)
        #expect(!RecentUpdates.isRead(deck.wait(.seconds(1))))
        deck.press(.enter)
        #expect(RecentUpdates.isRead(deck.wait(.milliseconds(300))))
    }

    @Test func thatCannotBeReadAreSaid() {
        var deck = Deck.loaded(12, 120, 40)
        deck.wait(.milliseconds(300))
        deck.send(.history(number: 2, .failure(Failure(kind: .unreachable, message: "no answer"))))
        #expect(deck.screen.contains("could not be read"))
    }
}
