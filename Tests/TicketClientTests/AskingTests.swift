import NATS
import Support
import Synchronization
import Testing
import TicketClient
import TicketService
import TicketWire
import Tickets

/// The same requests in the process and over NATS.
struct AskingTests {
    private static let acme = Tenant("acme")!

    /// Asks a service in the same process.
    private struct InProcess: TicketTransport {
        let service: Service
        func send(_ request: [UInt8], tenant: Tenant?) async throws(ClientError) -> [UInt8] {
            await service.handle(request).payload
        }
    }

    @Test func inTheProcess() async throws {
        try await exercise(TicketClient(InProcess(service: Service(store: MemoryStore())), actor: "maria"))
    }

    @Test(arguments: NATSServerVersion.installed, [NATSTransport.SubjectChoice.shared, .perTenant])
    func overNATS(version: NATSServerVersion, subjects: NATSTransport.SubjectChoice) async throws {
        let server = try await NATSServer.start(version)
        defer { server.stop() }
        try await withService(on: server) { connection in
            try await exercise(TicketClient(NATSTransport(connection, subjects: subjects), actor: "maria"))
        }
    }

    private func exercise(_ client: TicketClient) async throws {
        let draft = try TicketDraft(title: "Printer on fire", priority: .high)
        let made = try await client.create(draft, in: Self.acme, requestKey: "k-1")
        #expect(try await client.create(draft, in: Self.acme, requestKey: "k-1") == made)
        #expect(try await client.get(made.id, in: Self.acme) == made)
        let changed = try await client.update(
            made.id, try TicketPatch(status: .resolved), in: Self.acme, ifRevision: 1)
        #expect(changed.revision == 2 && changed.status == .resolved)
        let conflict = await #expect(throws: ClientError.self) {
            try await client.update(made.id, try TicketPatch(status: .open), in: Self.acme, ifRevision: 1)
        }
        guard case .refused(let refusal) = conflict?.kind else { throw SupportError("no refusal") }
        #expect(refusal.code == .conflict && refusal.ticket == changed)
        let page = try await client.list(
            ListQuery(filter: TicketFilter(statuses: [.resolved], words: ["FIRE"])), in: Self.acme)
        #expect(page.tickets == [changed] && page.total == 1 && page.nextCursor == nil)
        #expect(try await client.tenants().map(\.tenant) == [Self.acme])
        #expect(try await client.stats(of: Self.acme).total == 1)
        try await client.delete(made.id, in: Self.acme)
        let missing = await #expect(throws: ClientError.self) { try await client.get(made.id, in: Self.acme) }
        guard case .refused(let gone) = missing?.kind else { throw SupportError("no refusal") }
        #expect(gone.code == .notFound)
        #expect(try await client.restore(made.id, in: Self.acme).revision == 4)
        let history = try await client.history(of: made.id, in: Self.acme)
        #expect(history.map(\.action) == [.create, .update, .delete, .restore])
        #expect(history.map(\.actor) == Array(repeating: "maria", count: 4))
    }

    @Test func aTenantsEventsPageByPage() async throws {
        let server = try await NATSServer.start()
        defer { server.stop() }
        try await withService(on: server) { connection in
            let client = TicketClient(NATSTransport(connection))
            for title in ["first", "second", "third"] {
                _ = try await client.create(try TicketDraft(title: title), in: Self.acme)
                _ = try await client.create(try TicketDraft(title: "not mine"), in: Tenant("globex")!)
            }
            try await eventually("all events") {
                try await client.events(EventQuery(), in: Self.acme).events.count == 3
            }
            let first = try await client.events(EventQuery(limit: 2), in: Self.acme)
            #expect(first.events.map(\.event.change.ticket.title) == ["first", "second"])
            let rest = try await client.events(
                EventQuery(afterSequence: first.lastSequence, limit: 2), in: Self.acme)
            #expect(rest.events.map(\.event.change.ticket.title) == ["third"])
            let none = try await client.events(EventQuery(afterSequence: rest.lastSequence), in: Self.acme)
            #expect(none.events.isEmpty && none.lastSequence == rest.lastSequence)
        }
    }

    @Test func withoutAServiceItSaysSoAtOnce() async throws {
        let server = try await NATSServer.start()
        defer { server.stop() }
        try await withConnection(ConnectionOptions(servers: [server.url], name: "test")) { connection in
            let failure = await #expect(throws: ClientError.self) {
                try await TicketClient(NATSTransport(connection)).list(ListQuery(), in: Self.acme)
            }
            #expect(failure?.kind == .noService)
        }
    }

    @Test func aUserWhoMayOnlyAskForItsTenantIsServed() async throws {
        let server = try await NATSServer.start(
            configuration: """
                authorization { users = [
                  { user: svc, password: p }
                  { user: acme, password: p, permissions: {
                      publish: ["ticket.service.acme"], subscribe: ["_INBOX_acme.>", "tenant.acme.events.>"] } }
                ] }
                """)
        defer { server.stop() }
        try await withService(on: server, credentials: .user("svc", password: "p")) { _ in
            var options = ConnectionOptions(servers: [server.url], name: "acme")
            options.credentials = .user("acme", password: "p")
            options.inboxPrefix = "_INBOX_acme"
            try await withConnection(options) { connection in
                let client = TicketClient(NATSTransport(connection))
                let made = try await client.create(try TicketDraft(title: "Mine"), in: Self.acme)
                #expect(try await client.get(made.id, in: Self.acme) == made)
                let other = await #expect(throws: ClientError.self) {
                    try await client.list(ListQuery(), in: Tenant("globex")!)
                }
                #expect(other?.kind == .notPermitted)
            }
        }
    }

    @Test(arguments: NATSServerVersion.installed)
    func changesAndEventsArriveAlsoAfterAKill(version: NATSServerVersion) async throws {
        let server = try await NATSServer.start(version)
        defer { server.stop() }
        try await withService(on: server) { connection in
            let client = TicketClient(NATSTransport(connection))
            let seen = Seen()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await ChangeFeed(connection, tenant: Self.acme).run { element in
                        if case .change(let change) = element {
                            seen.titles.withLock { $0.append(change.ticket.title) }
                        }
                    }
                }
                group.addTask {
                    await EventTail(connection, from: .last(100)).run { element in
                        if case .entries(let entries, _) = element {
                            seen.sequences.withLock { $0 += entries.map(\.sequence) }
                        }
                    }
                }
                try await eventually("the first change", within: .seconds(20)) {
                    _ = try await client.create(try TicketDraft(title: "before"), in: Self.acme)
                    return seen.titles.withLock { $0.contains("before") }
                        && seen.sequences.withLock { !$0.isEmpty }
                }
                try await server.restart()
                try await eventually("a change after the kill", within: .seconds(30)) {
                    _ = try? await client.create(try TicketDraft(title: "after"), in: Self.acme)
                    return seen.titles.withLock { $0.contains("after") }
                }
                let made = try await client.stats(of: Self.acme).total
                try await eventually("every event", within: .seconds(20)) {
                    seen.sequences.withLock { $0.count >= made }
                }
                let all = seen.sequences.withLock { $0 }
                #expect(all == Array(1...UInt64(all.count)), "each exactly once and in order")
                group.cancelAll()
            }
        }
    }

    /// What the feeds have given so far.
    private final class Seen: Sendable {
        let titles = Mutex<[String]>([])
        let sequences = Mutex<[UInt64]>([])
    }
}
