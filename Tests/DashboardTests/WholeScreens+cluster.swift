import Screen
import Tickets

@testable import Dashboard

// The cluster in its states, its pages and its question.
extension WholeScreens {
    static let clusters: [Scene] = [
        Scene(name: "cluster-streams") { deck in
            deck.press(.character("3"))
            for step in 0..<30 {
                var report = Deck.report()
                for index in report.nodes.indices {
                    report.nodes[index].rates?.messagesIn = Double(step * step * (index + 1))
                }
                deck.send(.cluster(report))
            }
            deck.send(.advisories(Array(Deck.advisories.prefix(1))))
        },
        Scene(name: "cluster-one-down") { deck in
            deck.press(.character("3"))
            deck.send(.cluster(Deck.report()))
            deck.send(.nodeChange(.killed("nats-motadata-3")))
            deck.send(.cluster(Deck.oneDown))
            deck.send(.nodeChange(.failedOver("nats-motadata-3", after: .milliseconds(1340))))
            deck.wait(.seconds(20))
        },
        Scene(name: "cluster-no-majority") { deck in
            deck.press(.character("3"))
            deck.send(.cluster(Deck.noMajority))
        },
        Scene(name: "cluster-no-jetstream") { deck in
            deck.press(.character("3"))
            deck.send(.cluster(Deck.withoutJetStream))
        },
        Scene(name: "cluster-node") { deck in
            deck.press(.character("3"))
            for _ in 0..<3 { deck.send(.cluster(Deck.report())) }
            deck.press(.down, .enter)
        },
        Scene(name: "cluster-stream") { deck in
            deck.press(.character("3"))
            deck.send(.cluster(Deck.oneDown))
            deck.press(.end, .enter)
        },
        Scene(name: "cluster-kill") { deck in
            deck.press(.character("3"))
            deck.send(.cluster(Deck.report()))
            deck.press(.down, .character("x"))
        },
    ]
}
