import Tickets

/// What happened at a desk before the demo began: each ticket from its report on, as far as it has come.
struct DemoStory: Sendable {
    /// Something that somebody did with a ticket.
    struct Step: Sendable {
        enum Deed: Sendable {
            case report(TicketDraft)
            case change(TicketPatch)
        }

        let time: Timestamp
        let tenant: Tenant
        let actor: String
        /// Which of the desk's tickets.
        let number: Int
        let deed: Deed
    }

    /// How far back the oldest ticket lies.
    private static let span = Duration.seconds(21 * 24 * 3600)

    /// All steps of all desks, oldest first.
    static func steps(of desks: [DemoDesk], until now: Timestamp, seed: UInt64) -> [Step] {
        var random = DemoRandom(seed: seed)
        return desks.flatMap { steps(of: $0, until: now, using: &random) }.sorted { $0.time < $1.time }
    }

    private static func steps(
        of desk: DemoDesk, until now: Timestamp, using random: inout DemoRandom
    ) -> [Step] {
        var steps: [Step] = []
        for (number, text) in desk.cases.shuffled(using: &random).enumerated() {
            // More of them lately than long ago.
            let share =
                (Double(number) + Double.random(in: 0.2..<1, using: &random)) / Double(desk.cases.count)
            let age = span * (share * share * share) + .seconds(150)
            guard
                var life = DemoLife(
                    text, number, of: desk, from: now.advanced(by: .zero - age), using: &random)
            else { continue }
            steps += life.steps(until: now, age: age, using: &random)
        }
        return steps
    }
}
