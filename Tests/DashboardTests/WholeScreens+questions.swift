import Screen
import Tickets

@testable import Dashboard

// The dialogs that ask, and the form before and behind them.
extension WholeScreens {
    static let questions: [Scene] = [
        Scene(name: "tickets-priority") { deck in deck.press(.character("p")) },
        Scene(name: "form-edit") { deck in deck.press(.character("e")) },
        Scene(name: "form-cancel") { deck in
            deck.press(.character("n"))
            deck.type("Half a thought")
            deck.press(.escape)
        },
        Scene(name: "form-quit") { deck in
            deck.press(.character("n"))
            deck.type("Half a thought")
            deck.press(.control("c"))
        },
        Scene(name: "draft-offered") { deck in
            deck.send(
                .draftFound(
                    SavedDraft(
                        tenant: Deck.acme, ticket: nil, revision: nil,
                        fields: ["title": "Half a thought", "priority": "high"], requestKey: "k-1")))
        },
        Scene(name: "undo-creation") { deck in
            deck.press(.character("n"))
            deck.type("Printer on fire")
            deck.press(.control("s"))
            deck.answer(.success(.ticket(Deck.ticket(40) { $0.title = "Printer on fire" })))
            deck.press(.character("u"))
        },
        Scene(name: "bulk-quit") { deck in
            deck.press(.character("*"), .character("d"))
            deck.paint()
            deck.press(.character("y"))
            deck.press(.control("c"))
        },
    ]
}
