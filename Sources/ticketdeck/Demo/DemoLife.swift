import Tickets

/// The life of a ticket of the demo, from its report to its end.
struct DemoLife {
    private let number: Int
    private let desk: DemoDesk
    private let draft: TicketDraft
    private let agent: String
    private var time: Timestamp
    private var description: String
    private var steps: [DemoStory.Step] = []

    /// `nil` for a text that breaks the rules of tickets.
    init?(
        _ text: DemoDesk.DemoCase, _ number: Int, of desk: DemoDesk, from time: Timestamp,
        using random: inout DemoRandom
    ) {
        let draft = try? TicketDraft(
            title: text.title, description: text.description, priority: text.priority,
            createdBy: desk.reporters.randomElement(using: &random) ?? "")
        guard let draft else { return nil }
        self.number = number
        self.desk = desk
        self.draft = draft
        self.time = time
        description = draft.description
        agent = desk.agents.randomElement(using: &random) ?? ""
    }

    /// What was done until now; older tickets have mostly come to their end.
    mutating func steps(
        until now: Timestamp, age: Duration, using random: inout DemoRandom
    ) -> [DemoStory.Step] {
        add(.report(draft), by: draft.createdBy ?? agent)
        let isOld = age > .seconds(5 * 24 * 3600)
        if isOld || random.happens(0.75) { take(using: &random) }
        if steps.count > 1, random.happens(0.5) { note(using: &random) }
        if steps.count > 1, random.happens(0.12) { raise(using: &random) }
        if steps.count > 1, random.happens(isOld ? 0.9 : 0.45) { resolve(using: &random) }
        return steps.filter { $0.time <= now.advanced(by: .seconds(-20)) }
    }

    private mutating func take(using random: inout DemoRandom) {
        pass(random.time(from: .seconds(90), to: .seconds(5 * 3600)))
        change(try? TicketPatch(status: .inProgress, assignee: agent), by: agent)
    }

    private mutating func note(using random: inout DemoRandom) {
        pass(random.time(from: .seconds(600), to: .seconds(20 * 3600)))
        describe(DemoNote.onTheWay(using: &random), status: nil)
    }

    private mutating func raise(using random: inout DemoRandom) {
        pass(random.time(from: .seconds(300), to: .seconds(8 * 3600)))
        change(try? TicketPatch(priority: .high), by: desk.agents.first ?? agent)
    }

    private mutating func resolve(using random: inout DemoRandom) {
        pass(random.time(from: .seconds(1800), to: .seconds(40 * 3600)))
        describe(DemoNote.atTheEnd(using: &random), status: .resolved)
        guard random.happens(0.6) else { return }
        pass(random.time(from: .seconds(3600), to: .seconds(70 * 3600)))
        change(try? TicketPatch(status: .closed), by: draft.createdBy ?? agent)
    }

    private mutating func describe(_ note: String, status: Status?) {
        description = DemoNote.add(note, by: agent, to: description) ?? description
        change(try? TicketPatch(description: description, status: status), by: agent)
    }

    private mutating func change(_ patch: TicketPatch?, by actor: String) {
        if let patch { add(.change(patch), by: actor) }
    }

    private mutating func pass(_ duration: Duration) { time = time.advanced(by: duration) }

    private mutating func add(_ deed: DemoStory.Step.Deed, by actor: String) {
        steps.append(
            DemoStory.Step(time: time, tenant: desk.tenant, actor: actor, number: number, deed: deed))
    }
}
