import Screen
import Testing
import Tickets

@testable import Dashboard

/// A terminal of a few lines, as a pane that somebody made small: what a key acts on is on the screen.
@Suite struct LowScreens {
    private func screen(_ play: (inout Deck) -> Void) -> String {
        var deck = Deck.loaded(6, 24, 5)
        play(&deck)
        return deck.screen
    }

    @Test func aQuestionIsShownWithItsKeys() {
        let screen = screen { deck in
            deck.press(.end)
            deck.press(.character("y"))
            deck.press(.character("d"))
        }
        #expect(screen.contains("Printer"), "\(screen)")
        #expect(screen.contains("y yes"), "\(screen)")
    }

    @Test func theChosenOptionIsShown() {
        let screen = screen { $0.press(.character("s"), .down, .down, .down) }
        #expect(screen.contains("▌ closed"), "\(screen)")
    }

    @Test func theTypedAssigneeIsShown() {
        let screen = screen { deck in
            deck.press(.character("a"), .control("u"))
            deck.type("bob")
        }
        #expect(screen.contains("bob"), "\(screen)")
    }

    @Test(arguments: [
        (TicketField.title, "T5"), (.description, "D5"), (.priority, "medium"), (.status, "[open]"),
        (.assignee, "A5"),
    ])
    func theFieldWithTheCursorIsShown(field: TicketField, text: String) {
        let screen = screen { deck in
            deck.press(.character("n"))
            for next in FormState.fields {
                switch next {
                case .title: deck.type("T5")
                case .description: deck.type("D5")
                case .assignee: deck.type("A5")
                case .priority, .status, .createdBy: break
                }
                if next == field { return }
                deck.press(.tab)
            }
        }
        #expect(screen.contains(text), "\(screen)")
        let label = field.rawValue.prefix(1).uppercased() + field.rawValue.dropFirst(1).prefix(4)
        #expect(screen.contains(label), "\(screen)")
    }
}
