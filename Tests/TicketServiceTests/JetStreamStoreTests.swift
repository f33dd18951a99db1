import JSON
import NATS
import Support
import Synchronization
import Testing
import TicketService
import TicketWire
import Tickets

@Suite("Tickets in JetStream", .serialized)
struct JetStreamStoreTests {
    @Test("What was acknowledged is there after a kill of the server and for a new instance")
    func restart() async throws {
        try await NATSServer.with { server, connection in
            let ids = try await Crew.run(1, [server.url]) { crew in
                let desk = crew.desks[0]
                let first = try await desk.create("first", key: "k")
                let second = try await desk.create("second")
                _ = try await desk.ask(
                    .update(first.id, TicketPatch(status: .closed), ifRevision: 1), actor: "lee")
                _ = try await desk.ask(.delete(second.id, ifRevision: nil))
                #expect(desk.lines.all.contains { $0.contains("tickets loaded: 0, from 0 changes") })
                return [first.id, second.id]
            }
            try await server.restart()
            try await Crew.run(1, [server.url]) { crew in
                let desk = crew.desks[0]
                #expect(desk.lines.all.contains { $0.contains("tickets loaded: 1, from 4 changes") })
                let ticket = try await desk.ask(.get(ids[0])).ticket()
                #expect(ticket.title == "first" && ticket.status == .closed && ticket.revision == 2)
                #expect(try await desk.ask(.get(ids[1])).failure().code == .notFound)
                let history = try await desk.ask(.history(ids[0], cursor: nil)).history()
                #expect(history.map(\.revision) == [1, 2])
                #expect(history[1].actor == "lee")
                #expect(history[1].changes == [FieldChange(field: .status, from: "open", to: "closed")])
                #expect(try await desk.ask(.history(ids[1], cursor: nil)).history().count == 2)
                #expect(try await desk.ask(.restore(ids[1])).ticket().revision == 3)
                #expect(try await desk.create("other", key: "k").id == ids[0])
            }
            _ = try await connection.connected(within: .seconds(10))
            let bucket = try await connection.jetStream.bindBucket("TICKETS")
            #expect(bucket?.info["config"]?["max_msgs_per_subject"] == 1)
            #expect(bucket?.info["config"]?["duplicate_window"] == 600_000_000_000)
        }
    }

    @Test("Of 24 writers of one revision one wins, on one server", arguments: NATSServerVersion.installed)
    func conflictsAlone(version: NATSServerVersion) async throws {
        try await NATSServer.with(version) { server, _ in try await contend([server.url]) }
    }

    @Test("Of 24 writers of one revision one wins, on three replicas", arguments: NATSServerVersion.installed)
    func conflictsInCluster(version: NATSServerVersion) async throws {
        let cluster = try await NATSCluster(version)
        defer { cluster.stop() }
        try await contend(cluster.urls)
    }

    private func contend(_ urls: [String]) async throws {
        try await Crew.run(3, urls) { crew in
            for _ in 0..<20 {
                let ticket = try await crew.desks[0].create("T")
                let sequence = crew.desks[0].store.projection.sequence
                let codes = try await withThrowingTaskGroup(of: Int.self) { group in
                    for writer in 0..<24 {
                        let desk = crew.desks[writer % 3]
                        group.addTask {
                            let patch = try TicketPatch(title: "by \(writer)")
                            let reply = try await desk.ask(
                                .update(ticket.id, patch, ifRevision: 1), minimumSequence: sequence)
                            guard let failure = try? reply.failure() else { return 200 }
                            return failure.code.rawValue
                        }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(codes.filter { $0 == 200 }.count == 1)
                #expect(codes.filter { $0 == 409 }.count == 23)
            }
        }
    }

    @Test("Updates without a revision all go through, on whichever instance")
    func unconditional() async throws {
        try await NATSServer.with { server, _ in
            try await Crew.run(3, [server.url]) { crew in
                let id = try await crew.desks[0].create("T").id
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for writer in 0..<30 {
                        group.addTask {
                            let patch = try TicketPatch(title: "by \(writer)")
                            _ = try await crew.desks[writer % 3].ask(.update(id, patch, ifRevision: nil))
                                .ticket()
                        }
                    }
                    try await group.waitForAll()
                }
                let last = try await crew.desks[1].ask(.history(id, cursor: nil)).history()
                #expect(last.map(\.revision) == Array(1...31))
                #expect(Set(last.map(\.ticket.title)).count == 31)
            }
        }
    }

    @Test("An instance that lags behind takes no old state for the present one")
    func lag() async throws {
        try await NATSServer.with { server, connection in
            try await Crew.run(1, [server.url]) { crew in
                let desk = crew.desks[0]
                let (renamed, deleted) = (try await desk.create("old").id, try await desk.create("gone").id)
                let lagging = try Desk(on: connection, durable: true)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { await lagging.store.run() }
                    try await eventually("it knows the tickets") {
                        (try? lagging.store.checkReadable()) != nil
                    }
                    // From here on it hears nothing more of the log.
                    group.cancelAll()
                }
                _ = try await desk.ask(.update(renamed, TicketPatch(title: "new"), ifRevision: nil)).ticket()
                _ = try await desk.ask(.delete(deleted, ifRevision: nil)).data()
                #expect(try await lagging.ask(.get(renamed)).ticket().title == "old")
                let patch = try TicketPatch(title: "old")
                let back = try await lagging.ask(.update(renamed, patch, ifRevision: nil)).ticket()
                #expect(back.title == "old" && back.revision == 3)
                #expect(try await lagging.ask(.get(deleted)).ticket().title == "gone")
                #expect(try await lagging.ask(.restore(deleted)).ticket().revision == 3)
                let again = try await lagging.ask(.update(renamed, patch, ifRevision: nil)).ticket()
                #expect(again.revision == 3)
            }
        }
    }

    @Test("A write on one instance is read on another from its sequence on, or refused in time")
    func minimumSequence() async throws {
        try await NATSServer.with { server, _ in
            try await Crew.run(2, [server.url]) { crew in
                for number in 0..<50 {
                    let reply = try await crew.desks[number % 2].ask(
                        .create(try TicketDraft(title: "T\(number)"), requestKey: nil))
                    let ticket = try reply.ticket()
                    let read = try await crew.desks[(number + 1) % 2].ask(
                        .get(ticket.id), minimumSequence: reply.meta.sequence)
                    #expect(try read.ticket() == ticket)
                }
            }
        }
    }

    @Test("A request key makes one ticket, whichever instances are asked at once")
    func requestKey() async throws {
        try await NATSServer.with { server, _ in
            try await Crew.run(3, [server.url]) { crew in try await createWithKeys(crew, rounds: 20) }
        }
    }

    @Test("A request key makes one ticket while leaders die", arguments: NATSServerVersion.installed)
    func requestKeyInCluster(version: NATSServerVersion) async throws {
        let cluster = try await NATSCluster(version)
        defer { cluster.stop() }
        try await Crew.run(3, cluster.urls) { crew in
            try await createWithKeys(crew, rounds: 5)
            let first = try await crew.desks[0].create("before", key: "lasting")
            let leader = try await crew.leader(of: "KV_TICKETS")
            let node = try #require(cluster.nodes.first { $0.name == leader })
            node.kill9()
            try await eventually("a new leader takes the same key", within: .seconds(30)) {
                (try? await crew.desks[1].create("after", key: "lasting").id) == first.id
            }
            try await node.restart()
            // An instance that has never seen the key in its projection asks the log itself.
            try await Crew.run(1, cluster.urls) { other in
                try await eventually("the key is known", within: .seconds(30)) {
                    (try? await other.desks[0].create("later", key: "lasting").id) == first.id
                }
            }
        }
    }

    private func createWithKeys(_ crew: Crew, rounds: Int) async throws {
        for round in 0..<rounds {
            let ids = try await withThrowingTaskGroup(of: TicketID.self) { group in
                for desk in crew.desks + crew.desks {
                    group.addTask { try await desk.create("T", key: "clé \(round)").id }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(ids.count == 1)
        }
    }

    @Test("An answer that is lost on the way is found out: the record is there once")
    func lostAcknowledgement() async throws {
        try await NATSServer.with { server, _ in
            try await Crew.run(1, [server.url]) { crew in
                let desk = crew.desks[0]
                let before = desk.store.projection.sequence
                server.pause()
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { _ = try await desk.create("while it hangs") }
                    group.addTask {
                        // Longer than the first attempt waits: its answer comes to nobody.
                        try await Task.sleep(for: .milliseconds(2300))
                        server.resume()
                    }
                    try await group.waitForAll()
                }
                #expect(desk.service.ticketCount == 1)
                let list = try await desk.ask(.list(ListQuery())).tickets()
                #expect(list.count == 1)
                #expect(desk.store.projection.sequence == before + 1)
                let history = try await desk.ask(.history(list[0].id, cursor: nil)).history()
                #expect(history.count == 1)
            }
        }
    }

    @Test("When JetStream stays silent, the asker hears in time that the outcome is unknown")
    func unknownOutcome() async throws {
        try await NATSServer.with { server, _ in
            try await Crew.run(1, [server.url]) { crew in
                let desk = crew.desks[0]
                server.pause()
                defer { server.resume() }
                let start = ContinuousClock.now
                let reply = try await desk.ask(.create(try TicketDraft(title: "T"), requestKey: "k"))
                #expect(start.duration(to: .now) < .milliseconds(4800))
                #expect(try reply.failure().code == .unknownOutcome)
                server.resume()
                // The same key again: one ticket, whatever has become of the first attempts.
                try await eventually("it is there", within: .seconds(15)) {
                    let again = try await desk.ask(
                        .create(try TicketDraft(title: "T"), requestKey: "k"))
                    return (try? again.ticket()) != nil
                }
                #expect(desk.service.ticketCount == 1)
            }
        }
    }

    @Test("Without a server writes are refused at once; without a leader soon; both recover by themselves")
    func unavailable() async throws {
        let cluster = try await NATSCluster()
        defer { cluster.stop() }
        try await Crew.run(1, cluster.urls) { crew in
            let desk = crew.desks[0]
            let ticket = try await desk.create("T")
            cluster.nodes[1].kill9()
            cluster.nodes[2].kill9()
            try await eventually("writes are refused", within: .seconds(30)) {
                let reply = try await desk.ask(.update(ticket.id, TicketPatch(title: "no"), ifRevision: nil))
                return (try? reply.failure().code) == .unavailable
            }
            let start = ContinuousClock.now
            let reply = try await desk.ask(.update(ticket.id, TicketPatch(title: "no"), ifRevision: nil))
            #expect(try reply.failure().code == .unavailable)
            #expect(start.duration(to: .now) < .seconds(2))
            cluster.nodes[0].kill9()
            try await eventually("the connection is lost") { crew.connections[0].state.server == nil }
            let lost = ContinuousClock.now
            let refused = try await desk.ask(.create(try TicketDraft(title: "no"), requestKey: nil))
            #expect(try refused.failure().code == .unavailable)
            #expect(lost.duration(to: .now) < .milliseconds(100))
            for node in cluster.nodes { try await node.launch() }
            try await eventually("writes are taken again", within: .seconds(60)) {
                let reply = try await desk.ask(.update(ticket.id, TicketPatch(title: "yes"), ifRevision: nil))
                return (try? reply.ticket().title) == "yes"
            }
            let titles = try await desk.ask(.history(ticket.id, cursor: nil)).history().map(\.ticket.title)
            #expect(titles.filter { $0 == "yes" }.count == 1)
        }
    }

    @Test("Reads are refused when the log has been silent for long, and answered again afterwards")
    func silence() async throws {
        try await NATSServer.with { server, _ in
            try await Crew.run(1, [server.url]) { crew in
                let desk = crew.desks[0]
                let id = try await desk.create("T").id
                server.kill9()
                try await eventually("reads are refused", within: .seconds(15)) {
                    await (try? desk.ask(.get(id)).failure().code) == .unavailable
                }
                try await server.restart()
                try await eventually("reads are answered", within: .seconds(15)) {
                    await (try? desk.ask(.get(id)).ticket().id) == id
                }
            }
        }
    }

    @Test("A log that was made anew is read anew")
    func newLog() async throws {
        try await NATSServer.with { server, connection in
            try await Crew.run(1, [server.url]) { crew in
                let desk = crew.desks[0]
                for number in 0..<5 { try await desk.create("T\(number)") }
                try await connection.jetStream.deleteStream("KV_TICKETS")
                _ = try await TicketStreams.repair(connection)
                try await eventually("the old tickets are gone", within: .seconds(15)) {
                    await (try? desk.ask(.list(ListQuery())).tickets().isEmpty) == true
                }
                // What was reached in the old log is not reached in this one.
                let all = try await desk.ask(.list(ListQuery()), minimumSequence: 6)
                #expect(try all.failure().code == .unavailable)
                try await desk.create("new")
                try await eventually("its event is told") { crew.instances[0].pendingEvents == 0 }
            }
        }
    }

    @Test("A bucket with other settings is repaired, one replica becomes three")
    func repair() async throws {
        let cluster = try await NATSCluster()
        defer { cluster.stop() }
        try await withConnection(ConnectionOptions(servers: cluster.urls)) { connection in
            _ = try await TicketStreams.repair(connection, replicas: 1)
            var config = try #require(
                try await connection.jetStream.streamInfo("KV_TICKETS")?["config"]?.object)
            config["duplicate_window"] = 1_000_000_000
            config["max_bytes"] = 1_000_000_000
            try await connection.jetStream.updateStream(.object(config))
            let done = try await TicketStreams.repair(connection)
            #expect(
                done == [
                    "repaired the bucket TICKETS: duplicate_window, num_replicas",
                    "repaired the stream TICKET_EVENTS: num_replicas",
                ])
            let info = try await connection.jetStream.streamInfo("KV_TICKETS")
            #expect(info?["config"]?["num_replicas"] == 3)
            #expect(info?["config"]?["max_bytes"] == 1_000_000_000)
            #expect(
                try await TicketStreams.repair(connection).allSatisfy { $0.hasSuffix("is as it should be") })
        }
    }
}
