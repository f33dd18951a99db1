import Tickets

/// Believable tickets of about 500 bytes, the same with each run.
struct Samples {
    private var random: Xorshift
    private var time = Timestamp(milliseconds: 1_795_218_191_000)
    private static let syllables = [
        "ba", "ken", "do", "ri", "mol", "ta", "ve", "sun", "pa", "lix", "or", "gre", "chi", "no", "fal",
        "wes",
    ]

    init(seed: UInt64) { random = Xorshift(state: seed &+ 0x9E37_79B9_7F4A_7C15) }

    /// A word; some of them are frequent, as in any language.
    private mutating func word() -> String {
        // The product of two is small more often than large.
        var number =
            Int.random(in: 0..<256, using: &random) * Int.random(in: 0..<256, using: &random) / 4
        var word = ""
        repeat {
            word += Samples.syllables[number % 16]
            number /= 16
        } while number > 0
        return word
    }

    /// The next ticket, a little younger than the last one.
    mutating func ticket() -> Ticket {
        time = time.advanced(by: .milliseconds(Int.random(in: 0...20, using: &random)))
        let title = (0..<5).map { _ in word() }.joined(separator: " ")
        var description = (0..<18).map { _ in word() }.joined(separator: " ")
        description += " \(Int.random(in: 0..<100_000, using: &random))."
        return Ticket(
            id: TicketID(at: time, using: &random), tenant: Tenant.fallback, title: title.capitalizedFirst,
            description: description, priority: Priority.allCases.randomElement(using: &random) ?? .low,
            status: Status.allCases.randomElement(using: &random) ?? .open, createdBy: "maria",
            assignee: ["lee", "ann", "kim", "sam"].randomElement(using: &random), createdAt: time,
            updatedAt: time)
    }

    /// The change that made a ticket.
    static func creation(_ ticket: Ticket) -> TicketChange {
        TicketChange(action: .create, ticket: ticket, revision: 1, actor: "maria", at: ticket.createdAt)
    }
}

/// Random numbers that are the same with each run.
struct Xorshift: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
