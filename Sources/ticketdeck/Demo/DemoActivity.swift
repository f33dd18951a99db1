import TicketClient
import Tickets

/// What goes on at a desk while the demo is watched: bursts and quiet, and people with habits.
struct DemoActivity: Sendable {
    let desk: DemoDesk
    let transport: any TicketTransport
    /// Between how many tickets in work the desk keeps itself.
    private static let load = 10...30

    /// Works until the task is cancelled. What fails while servers are lost is left, as people would.
    ///
    /// - Parameter seed: of all that is left to chance.
    func run(seed: UInt64) async {
        var random = DemoRandom(seed: seed)
        while !Task.isCancelled {
            for _ in 0..<Int.random(in: 4...12, using: &random) {
                await act(using: &random)
                await rest(.milliseconds(350), .milliseconds(2500), using: &random)
            }
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                await rest(.seconds(4), .seconds(14), using: &random)
                await act(using: &random)
            }
        }
    }

    private func rest(_ least: Duration, _ most: Duration, using random: inout DemoRandom) async {
        try? await Task.sleep(for: random.time(from: least, to: most))
    }

    private func act(using random: inout DemoRandom) async {
        let asker = TicketClient(transport)
        let query = ListQuery(
            filter: TicketFilter(statuses: [.open, .inProgress, .resolved]),
            sort: TicketSort(field: .updatedAt), limit: 100)
        guard !Task.isCancelled, let page = try? await asker.list(query, in: desk.tenant) else { return }
        let inWork = page.tickets.count { $0.status != .resolved }
        let reports = inWork < Self.load.lowerBound ? 0.6 : inWork > Self.load.upperBound ? 0 : 0.2
        if random.happens(reports) { return await report(using: &random) }
        let agent = worker(using: &random)
        guard let (ticket, patch, actor) = deed(of: agent, on: page.tickets, using: &random) else { return }
        // As a person whose screen showed this revision: whoever was faster wins.
        _ = try? await TicketClient(transport, actor: actor)
            .update(ticket.id, patch, in: desk.tenant, ifRevision: ticket.revision)
    }

    /// The first ones of the desk do more than the last ones.
    private func worker(using random: inout DemoRandom) -> String {
        let places = desk.agents.indices.flatMap { Array(repeating: $0, count: desk.agents.count - $0) }
        return desk.agents[places.randomElement(using: &random) ?? 0]
    }

    private func report(using random: inout DemoRandom) async {
        guard let text = desk.cases.randomElement(using: &random),
            let reporter = desk.reporters.randomElement(using: &random),
            let draft = try? TicketDraft(
                title: random.happens(0.5) ? "Again: \(text.title)" : text.title,
                description: text.description, priority: text.priority, createdBy: reporter)
        else { return }
        _ = try? await TicketClient(transport, actor: reporter).create(draft, in: desk.tenant)
    }

    /// What an agent does next: the first of the desk hands out and judges, the others work.
    private func deed(
        of agent: String, on tickets: [Ticket], using random: inout DemoRandom
    ) -> (Ticket, TicketPatch, String)? {
        let waiting = tickets.filter { $0.status == .open && $0.assignee == nil }
        let own = tickets.filter { $0.status == .inProgress && $0.assignee == agent }
        if agent == desk.agents.first, random.happens(0.35), let ticket = waiting.last {
            let other = desk.agents.dropFirst().randomElement(using: &random) ?? agent
            return made(ticket, try? TicketPatch(assignee: other), by: agent)
        }
        if random.happens(0.12), let done = tickets.last(where: { $0.status == .resolved }) {
            return made(done, try? TicketPatch(status: .closed), by: done.createdBy ?? agent)
        }
        if random.happens(0.03), let ticket = own.first(where: { $0.priority < .high }) {
            return made(ticket, try? TicketPatch(priority: .high), by: agent)
        }
        let mine = tickets.first { $0.status == .open && $0.assignee == agent }
        if own.count < 3, let next = mine ?? waiting.last {
            return made(next, try? TicketPatch(status: .inProgress, assignee: agent), by: agent)
        }
        guard let ticket = own.randomElement(using: &random) else { return nil }
        let ends = random.happens(0.4)
        let note = ends ? DemoNote.atTheEnd(using: &random) : DemoNote.onTheWay(using: &random)
        let text = DemoNote.add(note, by: agent, to: ticket.description)
        return made(
            ticket, try? TicketPatch(description: text, status: ends || text == nil ? .resolved : nil),
            by: agent)
    }

    private func made(_ ticket: Ticket, _ patch: TicketPatch?, by actor: String) -> (
        Ticket, TicketPatch, String
    )? {
        patch.map { (ticket, $0, actor) }
    }
}
