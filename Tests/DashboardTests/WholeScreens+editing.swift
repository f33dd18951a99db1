import Screen
import Tickets

@testable import Dashboard

extension WholeScreens {
    /// Scenes of writing: others change the ticket of the form, and histories.
    static let editing: [Scene] = [
        Scene(name: "form-meanwhile") { deck in
            guard let ticket = deck.state.tickets.selected else { return }
            deck.press(.character("e"))
            deck.type("!")
            deck.send(.changed(Deck.changed(ticket) { $0.status = .closed }))
        },
        Scene(name: "merge") { deck in
            deck.conflict {
                $0.title = "Another title"
                $0.status = .closed
            }
        },
        Scene(name: "merge-description") { deck in
            deck.press(.end)
            deck.conflict {
                $0.description = "Fourth floor, beside the lift.\nNobody is hurt.\nCall Ann."
                $0.assignee = nil
            } typing: { deck in
                deck.press(.tab, .down)
                deck.type("Quickly! ")
                deck.press(.tab, .left)
            }
        },
        Scene(name: "merge-gone") { deck in
            guard let ticket = deck.state.tickets.selected else { return }
            deck.press(.character("e"))
            deck.type("!")
            deck.send(.changed(Deck.deleted(ticket)))
            deck.paint()
            deck.press(.control("s"))
        },
        Scene(name: "history") { deck in
            deck.press(.character("h"))
            deck.answerHistory(Deck.history())
        },
        Scene(name: "history-text") { deck in
            deck.press(.character("h"))
            deck.answerHistory(Deck.history())
            deck.press(.down)
        },
        Scene(name: "history-failed") { deck in
            deck.press(.character("h"))
            guard let number = deck.state.history?.load else { return }
            deck.send(.history(number: number, .failure(Failure(kind: .busy, message: "no answer in time"))))
        },
        Scene(name: "history-restore") { deck in
            deck.press(.character("h"))
            deck.answerHistory(Deck.history())
            deck.press(.end, .character("r"))
        },
    ]
}

extension Deck {
    /// Saves a changed form of the ticket under the cursor and is told that somebody was faster.
    mutating func conflict(
        _ change: (inout Ticket) -> Void, typing: (inout Deck) -> Void = { $0.type("!") }
    ) {
        guard let ticket = state.tickets.selected else { return }
        press(.character("e"))
        typing(&self)
        press(.control("s"))
        let theirs = Deck.changed(ticket, change)
        send(.changed(theirs))
        answer(.failure(Failure(kind: .conflict(theirs.ticket), message: "revision 2, not 1")))
    }

    /// Answers the reading of a history that is under way.
    mutating func answerHistory(_ changes: [TicketChange], next: String? = nil) {
        guard let number = state.history?.load else { return }
        send(.history(number: number, .success(HistoryPage(changes: changes, nextCursor: next))))
    }

    /// A life of the youngest ticket of `loaded()`: made, changed in three ways, deleted, brought back.
    static func history() -> [TicketChange] {
        let first = ticket(11)
        var changes = [
            TicketChange(action: .create, ticket: first, revision: 1, actor: "ann", at: first.createdAt)
        ]
        func update(_ actor: String?, _ minutes: Int, _ change: (inout Ticket) -> Void) {
            guard let before = changes.last?.ticket else { return }
            var after = before
            change(&after)
            after.revision += 1
            after.updatedAt = start.advanced(by: .seconds(-60 * minutes))
            changes.append(
                TicketChange(
                    action: .update, ticket: after, revision: after.revision, actor: actor,
                    at: after.updatedAt, changes: before.changes(to: after)))
        }
        update("lee", 200) { $0.status = .inProgress }
        update("maria", 100) {
            $0.title = "日本語のチケット with narrow characters"
            $0.assignee = nil
        }
        update(nil, 90) { $0.description = "One line.\nAnother line that is the same.\nA third." }
        update("lee", 30) { $0.description = "One more line.\nAnother line that is the same.\nThe end." }
        update("kim", 2) { $0.priority = .critical }
        return changes
    }
}
