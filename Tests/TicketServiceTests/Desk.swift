import LogLines
import JSON
import NATS
import Synchronization
import Testing
import TicketService
import TicketWire
import Tickets

/// A service on a store of either kind with a clock that is set by hand, asked as a client asks.
final class Desk: Sendable {
    let service: Service
    let store: any TicketStore
    let acme: Tenant
    let globex: Tenant
    let lines = Lines()
    let log: ServiceLog
    let clock: Clock

    /// - Parameter connection: when given, events are read over it, and with `durable` the tickets lie there.
    init(
        retention: Retention = Retention(), level: LogLevel = .debug, on connection: Connection? = nil,
        durable: Bool = false
    ) throws {
        acme = try #require(Tenant("acme"))
        globex = try #require(Tenant("globex"))
        let clock = Clock()
        self.clock = clock
        let lines = self.lines
        log = ServiceLog(level: level, service: "ticket-service", clock: clock.now) { lines.append($0) }
        if let connection, durable {
            store = JetStreamStore(connection, retention: retention, log: log, clock: clock.now)
        } else {
            store = MemoryStore(retention: retention, clock: clock.now)
        }
        let events: any EventSource = connection.map { StreamEvents($0) } ?? EventLog()
        service = Service(store: store, events: events, log: log, clock: clock.now)
    }

    /// The reply to an operation.
    func ask(
        _ operation: ServiceRequest.Operation, of tenant: Tenant? = nil, actor: String? = nil,
        minimumSequence: UInt64? = nil, replySize: Int = Service.replySize
    ) async throws -> ServiceReply {
        let request = ServiceRequest(
            tenant: tenant ?? acme, actor: actor, minimumSequence: minimumSequence, operation: operation)
        let reply = await service.handle(request.encoded, replySize: replySize)
        return try ServiceReply(decoding: reply.payload, to: operation.action)
    }

    /// A new ticket.
    @discardableResult
    func create(
        _ title: String, of tenant: Tenant? = nil, priority: Priority = .medium, status: Status = .open,
        key: String? = nil
    ) async throws -> Ticket {
        let draft = try TicketDraft(title: title, priority: priority, status: status)
        return try await ask(.create(draft, requestKey: key), of: tenant).ticket()
    }

    /// The reply to a body as text, as text.
    func raw(_ body: String, scopedTo scope: Tenant? = nil) async -> String {
        String(decoding: await service.handle(Array(body.utf8), scopedTo: scope).payload, as: UTF8.self)
    }
}

/// A clock that goes on when it is told to.
final class Clock: Sendable {
    private let time = Mutex(Timestamp(milliseconds: 1_795_218_191_000))

    func advance(by duration: Duration) { time.withLock { $0 = $0.advanced(by: duration) } }

    var now: @Sendable () -> Timestamp { { self.time.withLock { $0 } } }
}

/// The log's lines, kept.
final class Lines: Sendable {
    private let lines = Mutex<[[UInt8]]>([])

    func append(_ line: [UInt8]) { lines.withLock { $0.append(line) } }

    var all: [String] { lines.withLock { $0 }.map { String(decoding: $0, as: UTF8.self) } }
}

extension ServiceReply {
    /// The data of a successful reply.
    func data() throws -> ReplyData {
        guard case .success(let data, _, _) = self else { throw try failure() }
        return data
    }

    var meta: ReplyMeta {
        guard case .success(_, let meta, _) = self else { return .none }
        return meta
    }

    func ticket() throws -> Ticket {
        guard case .ticket(let ticket) = try data() else { throw WireError("no ticket") }
        return ticket
    }

    func tickets() throws -> [Ticket] {
        guard case .tickets(let tickets) = try data() else { throw WireError("no list") }
        return tickets
    }

    func history() throws -> [TicketChange] {
        guard case .history(let changes) = try data() else { throw WireError("no history") }
        return changes
    }

    func failure() throws -> ServiceError {
        guard case .failure(let error, _) = self else { throw WireError("no failure") }
        return error
    }
}
