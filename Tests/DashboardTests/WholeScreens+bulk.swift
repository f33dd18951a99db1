import Screen
import Tickets

@testable import Dashboard

extension WholeScreens {
    /// Scenes of marks and of changes to many tickets.
    static let bulk: [Scene] = [
        Scene(name: "marks") { deck in
            deck.press(.character(" "), .character(" "), .down, .character(" "))
        },
        Scene(name: "bulk-question") { deck in
            deck.press(.character("*"), .character("/"))
            deck.type("-laptop")
            deck.press(.enter, .character("s"), .character("r"))
        },
        Scene(name: "bulk-progress") { deck in
            deck.press(.character("*"), .character("d"))
            deck.paint()
            deck.press(.character("y"))
            deck.accept(deck.jobs[0].number)
        },
        Scene(name: "bulk-result") { deck in
            deck.askForStatus("c", ofFirst: 4)
            deck.paint()
            deck.press(.character("y"))
            let first = deck.jobs[0]
            deck.refuse(first.number, as: Deck.changed(first.job.ticket) { $0.status = .resolved })
            deck.refuse(deck.jobs[0].number, as: Deck.deleted(deck.jobs[0].job.ticket))
            deck.acceptAll()
        },
        Scene(name: "bulk-failed-rows") { deck in
            deck.askForStatus("c", ofFirst: 4)
            deck.paint()
            deck.press(.character("y"))
            let first = deck.jobs[0]
            deck.refuse(first.number, as: Deck.changed(first.job.ticket) { $0.status = .resolved })
            deck.acceptAll()
            deck.paint()
            deck.press(.escape)
        },
    ]
}
