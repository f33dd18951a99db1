import Screen
import Tickets

@testable import Dashboard

/// A dashboard under test: it is sent messages and remembers the effects.
struct Deck {
    /// 2026-11-20T12:00:30Z
    static let start = Timestamp(milliseconds: 1_795_176_030_000)
    static let acme = named("acme")

    var state: DashboardState
    /// The effects of the last message.
    var effects: [Effect] = []

    init(
        _ width: Int = 80, _ height: Int = 24, isReadOnly: Bool = false, glyphs: Glyphs = .unicode,
        link: ConnectionStatus.Link = .connected, seeksTenant: Bool = false, alerts: [AlertRule] = []
    ) {
        let connection = ConnectionStatus(
            mode: .remote, server: "127.0.0.1:4222", link: link, service: .answering)
        let setup = Setup(
            tenant: Deck.acme, seeksTenant: seeksTenant, size: Size(width: width, height: height),
            now: Deck.start,
            isReadOnly: isReadOnly, glyphs: glyphs, actor: "maria", connection: connection, seed: 7,
            themes: ["dark", "high-contrast", "light"], alerts: alerts)
        state = DashboardState(setup: setup)
        effects = Dashboard.start(&state)
    }

    /// A dashboard whose list is read, with that many tickets.
    static func loaded(_ count: Int = 12, _ width: Int = 80, _ height: Int = 24, isReadOnly: Bool = false)
        -> Deck
    {
        var deck = Deck(width, height, isReadOnly: isReadOnly)
        deck.answerPage((0..<count).reversed().map { Deck.ticket($0) })
        return deck
    }

    /// A tenant of a legal name.
    static func named(_ name: String) -> Tenant {
        guard let tenant = Tenant(name) else { preconditionFailure("\(name) is no tenant's name") }
        return tenant
    }

    @discardableResult
    mutating func send(_ message: Message) -> [Effect] {
        effects = update(&state, message)
        return effects
    }

    @discardableResult
    mutating func press(_ keys: Key...) -> [Effect] {
        effects = []
        for key in keys { effects += update(&state, .terminal(.key(key))) }
        return effects
    }

    @discardableResult
    mutating func type(_ text: String) -> [Effect] {
        effects = []
        for character in text { effects += update(&state, .terminal(.key(.character(character)))) }
        return effects
    }

    /// Lets time pass; the dashboard is told once.
    @discardableResult
    mutating func wait(_ duration: Duration) -> [Effect] {
        send(.clock(state.now.advanced(by: duration)))
    }

    mutating func paint() { didPaint(&state) }

    /// Answers the reading that is under way.
    mutating func answerPage(_ tickets: [Ticket], total: Int? = nil, next: String? = nil) {
        guard let number = state.tickets.load?.number else { return }
        send(
            .page(
                number: number,
                .success(TicketPage(tickets: tickets, total: total ?? tickets.count, nextCursor: next))))
    }

    mutating func failPage(_ message: String = "no answer in time") {
        guard let number = state.tickets.load?.number else { return }
        send(.page(number: number, .failure(Failure(kind: .unreachable, message: message))))
    }

    /// Answers the change that was asked for last.
    mutating func answer(_ result: Result<WriteOutcome, Failure>) {
        guard let number = state.pending.keys.max() else { return }
        send(.written(number: number, result))
    }

    var screen: String { Dashboard.view(state, theme: Theme(name: "plain", styles: [:])).text }

    var titles: [String] { state.tickets.list.rows.compactMap { state.tickets.list.tickets[$0]?.title } }
}

extension Deck {
    private static let samples: [(String, Status, Priority, String?, String)] = [
        (
            "Printer on fire", .open, .critical, "lee",
            "Third floor, beside the lift.\nIt smells of toner. Nobody is hurt."
        ),
        ("Cannot log in after password change", .inProgress, .high, "maria", ""),
        ("Invoice 4711 shows wrong currency", .resolved, .medium, nil, "The customer pays in CHF."),
        ("VPN drops every ten minutes", .open, .high, nil, "Only on the guest network."),
        ("New laptop for Jürgen", .closed, .low, "sam", ""),
        ("日本語のチケット 🔥 with wide characters", .open, .medium, "yuki", ""),
    ]

    /// A ticket of a number; higher numbers are younger by 17 minutes each.
    static func ticket(_ number: Int, _ change: (inout Ticket) -> Void = { _ in }) -> Ticket {
        let (title, status, priority, assignee, description) = samples[number % samples.count]
        let created = start.advanced(by: .seconds(-60 * 17 * (40 - number)))
        var random = SplitMix(seed: UInt64(number))
        var ticket = Ticket(
            id: TicketID(at: created, using: &random), tenant: acme, title: title, description: description,
            priority: priority, status: status, createdBy: "ann", assignee: assignee, createdAt: created,
            updatedAt: created)
        change(&ticket)
        return ticket
    }

    /// A change of a ticket by somebody else.
    static func changed(
        _ ticket: Ticket, by actor: String = "lee", _ change: (inout Ticket) -> Void
    ) -> TicketChange {
        var after = ticket
        change(&after)
        after.revision += 1
        after.updatedAt = start
        return TicketChange(
            action: .update, ticket: after, revision: after.revision, actor: actor, at: start,
            changes: ticket.changes(to: after))
    }

    static func created(_ ticket: Ticket) -> TicketChange {
        TicketChange(action: .create, ticket: ticket, revision: ticket.revision, actor: "lee", at: start)
    }

    static func deleted(_ ticket: Ticket) -> TicketChange {
        TicketChange(action: .delete, ticket: ticket, revision: ticket.revision + 1, actor: "lee", at: start)
    }

    /// The event that the stream holds of a change.
    static func event(_ sequence: UInt64, _ change: TicketChange) -> EventRecord {
        let payload =
            #"{"meta":{"event_id":"e-\#(sequence)","tenant":"acme"},"data":{"title":"\#(change.ticket.title)","tags":[]}}"#
        return EventRecord(
            sequence: sequence, subject: "ticket.\(change.action.rawValue)",
            time: start.advanced(by: .milliseconds(Int(sequence))),
            headers: [EventRecord.Header(name: "Nats-Msg-Id", value: "m-\(sequence)")], payload: payload,
            size: payload.utf8.count, change: change)
    }

    static func node(_ number: Int, _ state: NodeStatus.State = .up) -> NodeStatus {
        NodeStatus(
            name: "nats-motadata-\(number)", address: "127.0.0.1:\(4221 + number)", state: state,
            version: "2.10.22", uptime: .seconds(3725 * number), cpu: 1.5 * Double(number),
            memory: 18_000_000, connections: 4 + number, subscriptions: 61, slowConsumers: 0,
            rates: NodeStatus.Rates(messagesIn: 1234, messagesOut: 980.4, bytesIn: 512_000, bytesOut: 77),
            jetStream: NodeStatus.JetStreamUse(
                memory: 0, memoryLimit: 268_435_456, file: 52_428_800, fileLimit: 2_147_483_648, streams: 2,
                consumers: 3, messages: 4711, apiErrors: 0), isMetaLeader: number == 2, isOurs: number == 1)
    }
}

extension Message {
    /// A reading of servers of which nothing is told but whether they are down.
    static func nodes(_ nodes: [NodeStatus]) -> Message {
        let leader = nodes.first(where: \.isMetaLeader).map { "; leader \($0.name)" } ?? ""
        let problems = nodes.filter(\.isDown).map {
            ClusterReport.Problem(text: "\($0.name) is down", since: $0.downSince, isFailure: true)
        }
        return .cluster(
            ClusterReport(
                nodes: nodes, streams: [], problems: problems,
                summary: "\(nodes.count) of \(nodes.count) up\(leader)"))
    }
}
