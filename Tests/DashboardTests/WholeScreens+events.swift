import Screen
import Tickets

@testable import Dashboard

extension WholeScreens {
    static let following: [Scene] = [
        Scene(name: "events-following") { deck in open(&deck) },
        Scene(name: "events-paused") { deck in
            open(&deck)
            deck.press(.pageUp)
            deck.send(.events((1_235...1_302).map(River.record), dropped: 0))
        },
        Scene(name: "events-filter") { deck in
            open(&deck)
            deck.press(.character("/"))
            deck.type("subject:update -actor:ann printer")
        },
        Scene(name: "events-searching") { deck in
            open(&deck, longAgo: true)
            deck.press(.character("/"))
            deck.type("tenant:nowhere")
            deck.press(.enter)
        },
        Scene(name: "events-from") { deck in
            open(&deck)
            deck.press(.character("f"))
            deck.type("yesterday")
            deck.press(.enter)
        },
        Scene(name: "events-far") { deck in
            var river = River(1...10_000_000)
            deck.press(.character("2"))
            deck.send(.eventFeed(.following))
            deck.send(.events(river.tail(500), dropped: 0))
            deck.from("4711000")
            river.serve(&deck)
        },
        Scene(name: "events-markers") { deck in
            open(&deck)
            deck.press(.character("m"))
            deck.send(.events([River.record(1_235), River.record(1_236)], dropped: 0))
            deck.wait(.seconds(5))
            deck.press(.character("m"), .character("z"), .character("z"))
            deck.wait(.seconds(20))
            deck.press(.up)
        },
        Scene(name: "events-rates") { deck in
            open(&deck)
            deck.send(.eventTally(EventRatesTests.tally([3, 0, 4, 8, 15, 16, 23, 42, 7, 1])))
            if deck.state.size.width < 120 { deck.press(.character("r")) }
        },
        Scene(name: "events-flood") { deck in
            open(&deck)
            let quiet = [Int](repeating: 2, count: 30)
            var tally = EventRatesTests.tally(quiet + [2_000, 2_000, 2_000])
            tally.pending = 3_210
            deck.send(.eventTally(tally))
            deck.send(.events((18_235...18_240).map(River.record), dropped: 16_990))
        },
        Scene(name: "events-unreadable") { deck in
            open(&deck)
            deck.send(.events([unreadable(1_235), notification(1_236)], dropped: 0))
        },
        Scene(name: "event-update") { deck in
            open(&deck)
            let change = Deck.changed(Deck.ticket(0)) {
                $0.status = .resolved
                $0.description = "Third floor, beside the stairs.\nIt smells of toner. Nobody is hurt."
            }
            deck.send(.events([Deck.event(1_235, change)], dropped: 0))
            deck.press(.enter)
        },
        Scene(name: "event-delete") { deck in
            open(&deck)
            deck.send(.events([Deck.event(1_235, Deck.deleted(Deck.ticket(3)))], dropped: 0))
            deck.press(.enter)
        },
        Scene(name: "event-notification") { deck in
            open(&deck)
            deck.send(.events([notification(1_235)], dropped: 0))
            deck.press(.enter)
        },
        Scene(name: "event-unreadable") { deck in
            open(&deck)
            deck.send(.events([unreadable(1_235)], dropped: 0))
            deck.press(.enter)
        },
    ]

    private static func open(_ deck: inout Deck, longAgo: Bool = false) {
        deck.press(.character("2"))
        deck.send(.eventFeed(.following))
        let river = River((longAgo ? 9_000 : 1)...(longAgo ? 1_234_567 : 1_234))
        deck.send(.events(river.tail(60), dropped: 0))
        var answering = river
        answering.serve(&deck)
    }

    private static func unreadable(_ sequence: UInt64) -> EventRecord {
        EventRecord(
            sequence: sequence, subject: "ticket.update", time: Deck.start, headers: [],
            payload: "\u{1B}[2J half an {", size: 300_000, change: nil, isUnreadable: true)
    }

    private static func notification(_ sequence: UInt64) -> EventRecord {
        let payload =
            #"{"channel":"mail","to":["lee@example.org"],"tries":3,"delay":-1.5e3,"sent":true,"error":null}"#
        return EventRecord(
            sequence: sequence, subject: "notification.mail", time: Deck.start,
            headers: [EventRecord.Header(name: "Tenant-ID", value: "acme")], payload: payload,
            size: payload.utf8.count, change: nil, tenant: "acme")
    }
}
