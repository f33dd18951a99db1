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
                group.cancelAll()
            }
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
