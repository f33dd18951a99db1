import Screen
import Testing
import Tickets

@testable import Dashboard

/// Whole screens. A scene is a name and how one gets there from a loaded list.
struct Scene: Sendable, CustomTestStringConvertible {
    let name: String
    let play: @Sendable (inout Deck) -> Void
    var testDescription: String { name }
}

@Suite struct WholeScreens {
    static let sizes = [(80, 24), (120, 40), (40, 10)]

    static let scenes: [Scene] = viewing + editing + bulk + questions + following + services + clusters

    private static let viewing: [Scene] = [
        Scene(name: "tickets") { _ in },
        Scene(name: "tickets-filter") { deck in
            deck.press(.character("/"))
            deck.type("status:open -fire status:x")
        },
        Scene(name: "tickets-lost") { deck in
            deck.send(
                .connection(
                    ConnectionStatus(
                        mode: .remote, server: "127.0.0.1:4222",
                        link: .lost(
                            since: Deck.start.advanced(by: .seconds(-12)), attempt: 3,
                            problem: "connection refused"))))
            deck.press(.character("j"), .character("j"))
        },
        Scene(name: "tickets-detail") { deck in deck.press(.end, .enter) },
        Scene(name: "tickets-delete") { deck in deck.press(.character("d")) },
        Scene(name: "tickets-status") { deck in deck.press(.character("s")) },
        Scene(name: "tickets-assignee") { deck in deck.press(.character("a")) },
        Scene(name: "tenants") { deck in
            deck.press(.character("t"))
            deck.send(
                .tenants(
                    .success([
                        TenantCount(tenant: Deck.acme, tickets: 12),
                        TenantCount(tenant: Deck.named("globex"), tickets: 4711),
                        TenantCount(tenant: Deck.named("initech"), tickets: 3),
                    ])))
            deck.type("e")
        },
        Scene(name: "help") { deck in deck.press(.character("?")) },
        Scene(name: "help-search") { deck in
            deck.press(.character("?"), .character("/"))
            deck.type("set")
        },
        Scene(name: "palette") { deck in deck.press(.character(":"), .down) },
        Scene(name: "palette-view") { deck in
            deck.state.views = [
                SavedView(name: "urgent", filter: "priority:critical", sort: TicketSort()),
                SavedView(
                    name: "mine", filter: "assignee:lee", sort: TicketSort(field: .title), isFixed: true),
            ]
            deck.press(.character(":"))
            deck.type("delete view ")
        },
        Scene(name: "palette-refused") { deck in
            deck.press(.character(":"))
            deck.type("export tickets.xml")
            deck.press(.enter)
        },
        Scene(name: "replace-file") { deck in
            deck.press(.character(":"))
            deck.type("export acme.csv")
            deck.press(.enter)
            deck.send(.exported(.exists))
        },
        Scene(name: "form-new") { deck in deck.press(.character("n")) },
        Scene(name: "form-refused") { deck in
            deck.press(.character("n"), .tab)
            deck.type(
                "It does not stop. Ünïcode and 日本語 are fine, too, and this line is long enough to be wrapped."
            )
            deck.press(.enter, .enter)
            deck.type("Second paragraph")
            deck.press(.control("s"))
        },
        Scene(name: "events") { deck in
            deck.send(.eventFeed(.following))
            deck.send(.events(Self.events(6), dropped: 0))
            deck.send(.eventFeed(.interrupted(reason: "connection lost", after: 6)))
            deck.send(.eventFeed(.following))
            deck.send(.events([Deck.event(20, Deck.deleted(Deck.ticket(3)))], dropped: 13))
            deck.press(.character("2"), .character("k"))
            deck.send(.events([Deck.event(21, Deck.deleted(Deck.ticket(4)))], dropped: 0))
        },
        Scene(name: "event") { deck in
            deck.send(.eventFeed(.following))
            deck.send(.events(Self.events(6), dropped: 0))
            deck.press(.character("2"), .enter)
        },
        Scene(name: "cluster") { deck in
            deck.press(.character("3"))
            deck.send(.nodes([Deck.node(1), Deck.node(2), Deck.node(3)]))
        },
        Scene(name: "cluster-down") { deck in
            deck.press(.character("3"))
            let down = NodeStatus(
                name: "nats-motadata-3", address: "127.0.0.1:4224",
                state: .down(since: Deck.start.advanced(by: .seconds(-61)), reason: "connection refused"))
            deck.send(.nodes([Deck.node(1), Deck.node(2, .degraded(["slow consumers"])), down]))
        },
        Scene(name: "node") { deck in
            deck.press(.character("3"))
            deck.send(.nodes([Deck.node(1), Deck.node(2), Deck.node(3)]))
            deck.press(.character("j"), .enter)
        },
    ]

    static func events(_ count: UInt64) -> [EventRecord] {
        (1...count).map { sequence in
            let ticket = Deck.ticket(Int(sequence))
            return sequence % 3 == 0
                ? Deck.event(sequence, Deck.created(ticket))
                : Deck.event(
                    sequence,
                    Deck.changed(ticket) {
                        $0.status = .closed; $0.assignee = "kim"
                    })
        }
    }

    @Test(arguments: scenes) func isAsRecorded(_ scene: Scene) {
        for (width, height) in WholeScreens.sizes {
            var deck = Deck.loaded(12, width, height)
            scene.play(&deck)
            Snapshot.check("\(scene.name)-\(width)x\(height)", deck.screen)
        }
    }

    @Test func ofAnEmptyTenant() {
        var deck = Deck()
        Snapshot.check("loading-80x24", deck.screen)
        deck.failPage()
        Snapshot.check("failed-80x24", deck.screen)
        deck.wait(.seconds(2))
        deck.answerPage([])
        Snapshot.check("empty-80x24", deck.screen)
    }

    @Test func inASCIIHoldsNothingElse() {
        for scene in WholeScreens.scenes
        where !["form-refused", "tickets", "tickets-filter", "events-unreadable", "event-unreadable"]
            .contains(scene.name)
        {
            var deck = Deck(80, 24, glyphs: .ascii)
            deck.answerPage([Deck.ticket(0), Deck.ticket(1)])
            scene.play(&deck)
            let foreign = deck.screen.filter { !$0.isASCII && !$0.isLetter }
            #expect(foreign.isEmpty, "\(scene.name): \(foreign)")
        }
    }

    @Test(arguments: [(1, 1), (5, 2), (20, 4), (200, 60), (0, 0)]) func areDrawnAtAnySize(
        width: Int, height: Int
    ) {
        for scene in WholeScreens.scenes {
            var deck = Deck.loaded(12, width, height)
            scene.play(&deck)
            let frame = view(deck.state, theme: Theme(name: "plain", styles: [:]))
            #expect(frame.size == Size(width: width, height: height))
        }
    }
}
