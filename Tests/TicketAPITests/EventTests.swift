import JSON
import NATS
import Support
import Testing
import TicketAPI

extension DoorTests {
    /// Server-sent events.
    @Suite struct EventTests {
        @Test func eventsComeLive() async throws {
            try await APISite.with { site in
                let client = try await blocking { try EventClient(site.port) }
                #expect(client.head.status == 200)
                #expect(client.head.headers["content-type"] == "text/event-stream; charset=utf-8")
                let opening = try await blocking { try client.block() }
                #expect(opening?.first == "retry: 2000")
                let ticket = try await site.create("line\\n one")
                let id = try #require(ticket["id"]?.string)
                _ = try await ask(site.port, "PATCH", "/api/v1/tickets/\(id)", body: #"{"status":"closed"}"#)
                _ = try await ask(site.port, "DELETE", "/api/v1/tickets/\(id)")
                let events = try await blocking { try client.next(3) }
                #expect(events.map(\.type) == ["ticket.create", "ticket.update", "ticket.delete"])
                #expect(events.first?.data["data"] == ticket)
                #expect(events[1].data["meta"]?["changes"]?["status"]?["to"] == "closed")
                #expect(events.map(\.id) == events.map(\.id).sorted())
            }
        }

        @Test func othersEventsDoNotCome() async throws {
            try await APISite.with { site in
                let (ours, theirs) = try await blocking {
                    (try EventClient(site.port), try EventClient(site.port, tenant: "globex"))
                }
                for number in 0..<20 {
                    try await site.create("ours \(number)")
                    try await site.create("theirs \(number)", tenant: "globex")
                }
                let received = try await blocking { (try ours.next(20), try theirs.next(20)) }
                #expect(received.0.compactMap(\.title) == (0..<20).map { "ours \($0)" })
                #expect(received.1.compactMap(\.title) == (0..<20).map { "theirs \($0)" })
            }
        }

        /// Streams are broken off and taken up again while events come all the time.
        @Test func aStreamResumesWithoutLossOrDoubles() async throws {
            try await APISite.with { site in
                let count = 300
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        for number in 0..<count {
                            try await site.create("\(number)")
                            try await site.create("other \(number)", tenant: "globex")
                        }
                    }
                    var received: [ReceivedEvent] = []
                    while received.count < count {
                        let (last, piece) = (received.last?.id ?? 0, Int.random(in: 1...40))
                        let wanted = min(piece, count - received.count)
                        received += try await blocking {
                            try EventClient(site.port, after: last).next(wanted)
                        }
                    }
                    try await group.waitForAll()
                    #expect(received.compactMap(\.title) == (0..<count).map(String.init))
                }
            }
        }

        @Test func aStreamResumesFromWhereItWasOpened() async throws {
            try await APISite.with { site in
                // An event may come a moment behind the reply: the place is taken once it is there.
                let first = try await blocking { try EventClient(site.port) }
                try await site.create("before")
                #expect(try await blocking { try first.next() }?.title == "before")
                let opening = try await blocking { try EventClient(site.port).block() }
                let place = try #require(opening?.last?.split(separator: " ").last.flatMap { UInt64($0) })
                try await site.create("after")
                let event = try await blocking { try EventClient(site.port, after: place).next() }
                #expect(event?.title == "after")
                // A place beyond the end is one of an earlier stream: all of this one was missed.
                let beyond = try await blocking { try EventClient(site.port, after: 1 << 40).next(2) }
                #expect(beyond.map(\.title) == ["before", "after"])
            }
        }

        @Test(arguments: ["x", "-1", "1.5", "99999999999999999999"])
        func aPlaceThatIsNoneIsRefused(_ id: String) async throws {
            try await APISite.with { site in
                let reply = try await ask(
                    site.port, "GET", "/api/v1/events", ["X-Tenant-ID": "acme", "Last-Event-ID": id])
                #expect(reply.status == 400)
            }
        }

        @Test func silenceIsBrokenByComments() async throws {
            var options = APIOptions()
            options.heartbeat = .milliseconds(50)
            try await APISite.with(options) { site in
                let client = try await blocking { try EventClient(site.port) }
                let blocks = try await blocking {
                    (try client.block(), try client.block(), try client.block())
                }
                #expect(blocks.1?.first == ": alive")
                #expect(blocks.2?.first == ": alive")
                // Says how far the stream has been looked at, and is no event.
                #expect(blocks.2?.last?.hasPrefix("id: ") == true && blocks.2?.count == 2)
            }
        }

        @Test func aListenerThatLeavesIsForgotten() async throws {
            try await APISite.with { site in
                var client: EventClient? = try await blocking { try EventClient(site.port) }
                #expect(try await site.metric("ticket_api_event_listeners") == 1)
                client = nil
                _ = client
                try await eventually("nobody listens") {
                    try await site.metric("ticket_api_event_listeners") == 0
                }
                // Without anybody the stream is not read, and it is read again for the next one.
                try await eventually("no consumer") { try await site.consumers() == 0 }
                let next = try await blocking { try EventClient(site.port) }
                try await site.create("again")
                #expect(try await blocking { try next.next() }?.title == "again")
            }
        }

        /// They go while NATS does not answer, so that no reply has begun.
        @Test func listenersThatLeaveBeforeTheHeadAreForgotten() async throws {
            var options = APIOptions()
            options.heartbeat = .milliseconds(50)
            try await APISite.with(options) { site in
                site.server.pause()
                var clients = try await blocking {
                    try (0..<5).map { _ in
                        let client = try WebConnection(port: site.port)
                        try client.send("GET", "/api/v1/events", ["X-Tenant-ID": "acme"])
                        return client
                    }
                }
                try await eventually("all wait") {
                    try await site.metric("ticket_api_event_listeners") == 5
                }
                clients = []
                _ = clients
                try await eventually("all have gone") {
                    try await site.metric("ticket_api_connections") == 1
                }
                site.server.resume()
                try await eventually("nobody listens") {
                    try await site.metric("ticket_api_event_listeners") == 0
                }
                try await eventually("no consumer") { try await site.consumers() == 0 }
            }
        }

        /// More clients than can read at once ask for much and take nothing of it.
        @Test func thoseWhoDoNotReadHinderNobodysResume() async throws {
            try await APISite.with { site in
                let text = String(repeating: "😀", count: 1000)
                for number in 0..<2000 { try await site.create("\(number)", description: text) }
                try await site.create("theirs", tenant: "globex")
                let slow = try await blocking {
                    try (0..<20).map { _ in try EventClient(site.port, after: 0, receiveBuffer: 4096) }
                }
                try await Task.sleep(for: .seconds(1))
                let start = ContinuousClock.now
                let event = try await blocking {
                    try EventClient(site.port, tenant: "globex", after: 0).next()
                }
                #expect(event?.title == "theirs")
                #expect(ContinuousClock.now - start < .seconds(10))
                // And they get everything when they read at last.
                let titles = try await blocking { try slow[0].next(2000).compactMap(\.title) }
                #expect(titles == (0..<2000).map(String.init))
            }
        }

        /// Somebody else's events are passed over; a client that comes back goes on behind them.
        @Test func othersEventsMoveThePlaceOn() async throws {
            try await APISite.with { site in
                for number in 0..<20 { try await site.create("\(number)") }
                let client = try await blocking { try EventClient(site.port, tenant: "globex", after: 0) }
                let blocks = try await blocking { (try client.block(), try client.block()) }
                #expect(blocks.0 == ["retry: 2000", "id: 0"])
                let stream = try await site.connection.jetStream.streamInfo("TICKET_EVENTS")
                let last = try #require(stream?["state"]?["last_seq"]?.integer)
                #expect(blocks.1 == [": alive", "id: \(last)"])
            }
        }

        @Test func allListenersShareOneConsumer() async throws {
            try await APISite.with { site in
                let clients = try await blocking { try (0..<20).map { _ in try EventClient(site.port) } }
                #expect(try await site.consumers() == 1)
                try await site.create("for all")
                let titles = try await blocking { try clients.map { try $0.next()?.title } }
                #expect(titles == Array(repeating: "for all", count: 20))
            }
        }

        @Test func aSlowReaderIsDroppedAndNobodyElse() async throws {
            var options = APIOptions()
            options.listenerBuffer = 64
            try await APISite.with(options) { site in
                let slow = try await blocking { try EventClient(site.port, receiveBuffer: 4096) }
                let quick = try await blocking { try EventClient(site.port) }
                let text = String(repeating: "0123456789", count: 100)
                let writing = 8000
                let received = try await withThrowingTaskGroup(of: Int.self) { group in
                    group.addTask { try await blocking { try quick.next(writing).count } }
                    for writer in 0..<8 {
                        group.addTask {
                            let connection = try WebConnection(port: site.port)
                            for number in 0..<(writing / 8) {
                                let body: JSONValue = [
                                    "title": .string("\(writer) \(number)"), "description": .string(text),
                                ]
                                try await blocking {
                                    try connection.send(
                                        "POST", "/api/v1/tickets", ["X-Tenant-ID": "acme"], body: body.text)
                                    guard try connection.reply().status == 201 else {
                                        throw SupportError("not created")
                                    }
                                }
                            }
                            return 0
                        }
                    }
                    return try await group.reduce(0, +)
                }
                #expect(received == writing)
                #expect(try await site.metric("ticket_api_event_listeners_dropped_total") == 1)
                #expect(try await site.metric("ticket_api_event_listeners") == 1)
                // What was on the way still comes, then the connection is gone.
                try await blocking { try slow.connection.readToEnd() }
            }
        }

        @Test func aStreamThatIsMadeAnewEndsTheOldOnes() async throws {
            try await APISite.with { site in
                for number in 0..<5 { try await site.create("old \(number)") }
                let client = try await blocking { try EventClient(site.port) }
                try await site.connection.jetStream.deleteStream("TICKET_EVENTS")
                let repair = [Programs.service, "setup-streams", "--server", site.server.url]
                #expect(try await Support.run(repair).status == 0)
                let deadline = ContinuousClock.now + .seconds(60)
                try await blocking {
                    // Heartbeats come, too.
                    while try client.block() != nil {
                        guard .now < deadline else { throw SupportError("the stream goes on") }
                    }
                }
            }
        }
    }
}

extension APISite {
    /// How many consumers the event stream has.
    func consumers() async throws -> Int64? {
        try await connection.jetStream.streamInfo("TICKET_EVENTS")?["state"]?["consumer_count"]?.integer
    }
}
