import Screen
import Tickets

@testable import Dashboard

// The service view.
extension WholeScreens {
    static let services: [Scene] = [
        Scene(name: "services") { deck in deck.showServices() },
        Scene(name: "services-asking") { deck in deck.press(.character("4")) },
        Scene(name: "services-troubled") { deck in
            deck.showServices()
            let gone = InstanceStatus.State.gone(since: Deck.start.advanced(by: .seconds(-12)))
            let failing = Deck.instance(2, rate: 200) {
                $0.rate?.errors = 2.5
                $0.endpoints[0].errors = 17
                $0.endpoints[0].lastError =
                    "503:the bucket TICKETS is missing: run `ticket-svc setup-streams`"
                $0.endpoints[0].health?.hasJetStream = false
                $0.endpoints[0].health?.pendingEvents = 3
                $0.endpoints[0].health?.reasons = ["the bucket TICKETS is missing"]
            }
            deck.send(
                .services(.instances([Deck.stranger, Deck.instance(1, state: gone, rate: nil), failing])))
        },
        Scene(name: "services-none") { deck in
            deck.press(.character("4"))
            deck.send(.services(.instances([])))
        },
        Scene(name: "instance") { deck in
            deck.showServices()
            deck.press(.enter)
        },
        Scene(name: "instance-stranger") { deck in
            deck.press(.character("4"))
            deck.send(.services(.instances([Deck.stranger])))
            deck.press(.enter)
        },
    ]
}
