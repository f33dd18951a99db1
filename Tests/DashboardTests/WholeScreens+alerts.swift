import Screen
import Testing
import Tickets

@testable import Dashboard

// What alert rules find: in the list, in the header, in the tail.
@Suite struct AlertScreens {
    static let scenes: [Scene] = [
        Scene(name: "alerts") { deck in
            let events = WholeScreens.events(6)
            deck.send(.eventFeed(.following))
            deck.send(.events(events, dropped: 0))
            let found = events.map { Deck.alert($0.sequence % 3 == 0 ? 0 : 1, $0) }
            deck.send(.alerts(AlertBatch(found + [Deck.silence], leftOut: [1: 3])))
            deck.press(.character("A"), .down)
        },
        Scene(name: "alerts-unseen") { deck in
            let events = WholeScreens.events(6)
            deck.send(.eventFeed(.following))
            deck.send(.events(events, dropped: 0))
            deck.send(.alerts(AlertBatch([Deck.alert(0, events[2]), Deck.alert(0, events[5])])))
            deck.press(.character("2"))
        },
        Scene(name: "alerts-none") { deck in deck.press(.character("A")) },
    ]

    @Test(arguments: scenes) func areAsRecorded(_ scene: Scene) {
        for (width, height) in WholeScreens.sizes {
            var deck = Deck.alerting(width, height)
            scene.play(&deck)
            Snapshot.check("\(scene.name)-\(width)x\(height)", deck.screen)
        }
    }

    @Test func inASCIIHoldNothingElse() {
        for scene in AlertScreens.scenes {
            var deck = Deck.alerting(glyphs: .ascii)
            scene.play(&deck)
            let foreign = deck.screen.filter { !$0.isASCII && !$0.isLetter && !"🔥".contains($0) }
            #expect(foreign.isEmpty, "\(scene.name): \(foreign)")
        }
    }

    @Test(arguments: [(1, 1), (5, 2), (20, 4), (200, 60), (0, 0)]) func areDrawnAtAnySize(
        width: Int, height: Int
    ) {
        for scene in AlertScreens.scenes {
            var deck = Deck.alerting(width, height)
            scene.play(&deck)
            let frame = view(deck.state, theme: Theme(name: "plain", styles: [:]))
            #expect(frame.size == Size(width: width, height: height))
        }
    }
}
