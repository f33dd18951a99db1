import LogLines
import JSON
import NATS
import Support
import Testing
import TicketService
import TicketWire
import Tickets

@Suite("How far a relay is, and when it ends", .serialized)
struct RelayEndTests {
    @Test("A relay of a log that is closed already ends, whoever closed it")
    func closedLog() async throws {
        let store = MemoryStore()
        let connection = Connection(ConnectionOptions(servers: ["nats://127.0.0.1:1"]))
        let relays = (0..<2).map { _ in Relay(connection, of: store, local: EventLog(), log: .none) }
        relays[0].finish()
        try await withDeadline(.seconds(5)) { await relays[1].run() }
        #expect(relays[1].pending == 0)
    }

    @Test("The last event is noted in the log also when nothing follows it")
    func quietLog() async throws {
        try await NATSServer.with { server, connection in
            let desk = try Desk(on: connection, durable: true)
            let relay = Relay(
                connection, of: desk.store, local: EventLog(), log: desk.log, notePause: .milliseconds(100))
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await desk.store.run() }
                group.addTask { await relay.run() }
                try await eventually("the log is read") { (try? desk.store.checkReadable()) != nil }
                for number in 0..<3 {
                    let reply = try await desk.ask(
                        .create(try TicketDraft(title: "T\(number)"), requestKey: nil))
                    let sequence = try #require(reply.meta.sequence)
                    try await eventually("it is noted") {
                        try await desk.store.relayMark()?.logSequence == sequence
                    }
                }
                // One that starts where all is told has nothing to tell, though nothing comes.
                let other = try Desk(on: connection, durable: true)
                let late = Relay(connection, of: other.store, local: EventLog(), log: other.log)
                group.addTask { await other.store.run() }
                group.addTask { await late.run() }
                try await eventually("the log is read again") { other.service.ticketCount == 3 }
                try await eventually("nothing is pending") { late.pending == 0 }
                group.cancelAll()
            }
        }
    }

    @Test("Changes that the tail has no more are told from the log, however many they are")
    func beyondTheTail() async throws {
        try await NATSServer.with { server, connection in
            let desk = try Desk(level: .warn, on: connection, durable: true)
            let relay = Relay(connection, of: desk.store, local: EventLog(), log: desk.log)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await desk.store.run() }
                try await eventually("the log is read") { (try? desk.store.checkReadable()) != nil }
                try await fill(desk, 12_000)
                group.addTask { await relay.run() }
                try await eventually("all are told", within: .seconds(30)) { relay.pending == 0 }
                let info = try await connection.jetStream.streamInfo(Subjects.eventStream)
                #expect(info?["state"]?["messages"]?.integer == 12_000, "\(desk.lines.all)")
                #expect(!desk.lines.all.contains { $0.contains("events not published") }, "\(desk.lines.all)")
                group.cancelAll()
            }
        }
    }

    /// Makes tickets, 64 at once.
    private func fill(_ desk: Desk, _ count: Int) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<64 {
                group.addTask {
                    for number in stride(from: worker, to: count, by: 64) {
                        try await desk.create("T\(number)")
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test(
        "Events are asked for from any moment that can be written",
        arguments: [
            ("0000-01-01T00:00:00Z", 1), ("1969-12-31T23:59:59Z", 1), ("2300-01-01T00:00:00Z", 0),
            ("9999-12-31T23:59:59Z", 0),
        ])
    func anyMoment(since: String, count: Int) async throws {
        try await Site.run { site in
            try await site.desk.create("T")
            try await eventually("its event is stored") { site.instance.pendingEvents == 0 }
            let reply = try await site.ask(
                #"{"action":"events","tenant_id":"acme","data":{"since":"\#(since)"}}"#)
            guard
                case .success(.events(let events), _, _) = try ServiceReply(
                    decoding: reply.payload, to: .events)
            else { throw WireError("no events") }
            #expect(events.count == count)
        }
    }
}
