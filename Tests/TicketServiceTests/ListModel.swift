import Testing
import TicketWire
import Tickets

@testable import TicketService

/// A list as the contract says it, made anew for each question from all tickets.
struct ListModel {
    private(set) var alive: [TicketID: Ticket] = [:]
    private(set) var revisions: [TicketID: Int] = [:]
    private(set) var ids: [TicketID] = []

    /// Takes a change.
    mutating func take(_ change: TicketChange) {
        let id = change.ticket.id
        if revisions[id] == nil { ids.append(id) }
        revisions[id] = change.revision
        alive[id] = change.leavesTicket ? change.ticket : nil
    }

    /// All tickets of a list.
    func list(_ query: ListQuery) -> [Ticket] {
        query.sort.sorted(alive.values.filter(query.filter.matches))
    }
}

/// Changes and questions at random, many of them alike, so that there are ties and common words.
struct RandomDesk {
    let tenant: Tenant
    var random: Seeded
    var time = Timestamp(milliseconds: 1_795_218_191_000)

    init(seed: UInt64) throws {
        tenant = try #require(Tenant("acme"))
        random = Seeded(seed: seed)
    }

    private static let words = [
        "printer", "Print", "PAPER", "jam", "fire", "Straße", "ÉCOLE", "école", "İstanbul", "日本語", "dead",
        "face",
        "404", "a\"b", "c\\d", "e", "ΣΑΣ", "K", "x-1", "\u{1F525}", "naïve\u{301}",
        String(repeating: "long", count: 30),
    ]
    private static let people = ["lee", "Lee", "maria", "ÅSA", "åsa", nil]

    mutating func words(_ count: ClosedRange<Int>, by separators: [String] = [" "]) -> String {
        let count = Int.random(in: count, using: &random)
        var text = ""
        for index in 0..<count {
            if index > 0 { text += separators.randomElement(using: &random) ?? " " }
            text += RandomDesk.words.randomElement(using: &random) ?? ""
            if Int.random(in: 0..<4, using: &random) == 0 {
                text += String(Int.random(in: 0..<50, using: &random))
            }
        }
        return text
    }

    /// The next change of some ticket, or a new one.
    mutating func change(_ model: ListModel) -> TicketChange {
        time = time.advanced(by: .milliseconds(Int.random(in: 0..<3, using: &random)))
        guard Int.random(in: 0..<3, using: &random) > 0, let id = model.ids.randomElement(using: &random),
            let revision = model.revisions[id]
        else { return creation() }
        guard var ticket = model.alive[id] else {
            var restored = creation(id).ticket
            restored.revision = revision + 1
            return TicketChange(
                action: .restore, ticket: restored, revision: revision + 1, actor: nil, at: time)
        }
        if Int.random(in: 0..<6, using: &random) == 0 {
            return TicketChange(action: .delete, ticket: ticket, revision: revision + 1, actor: nil, at: time)
        }
        ticket.revision = revision + 1
        ticket.updatedAt = time
        switch Int.random(in: 0..<5, using: &random) {
        case 0: ticket.title = words(1...3)
        case 1: ticket.description = words(0...8, by: [" ", "\n", "\t"])
        case 2: ticket.status = Status.allCases.randomElement(using: &random) ?? .open
        case 3: ticket.priority = Priority.allCases.randomElement(using: &random) ?? .low
        default: ticket.assignee = RandomDesk.people.randomElement(using: &random) ?? nil
        }
        return TicketChange(
            action: .update, ticket: ticket, revision: revision + 1, actor: nil, at: time)
    }

    mutating func creation(_ id: TicketID? = nil) -> TicketChange {
        let ticket = Ticket(
            id: id ?? TicketID(at: time, using: &random), tenant: tenant, title: words(1...3),
            description: words(0...8, by: [" ", "\n", "\t"]),
            priority: Priority.allCases.randomElement(using: &random) ?? .low,
            status: Status.allCases.randomElement(using: &random) ?? .open,
            assignee: RandomDesk.people.randomElement(using: &random) ?? nil, createdAt: time, updatedAt: time
        )
        return TicketChange(action: .create, ticket: ticket, revision: 1, actor: "lee", at: time)
    }

    /// Some question about a list.
    mutating func query(_ model: ListModel) -> ListQuery {
        var filter = TicketFilter.all
        if Bool.random(using: &random) {
            filter.statuses = Set(Status.allCases.shuffled(using: &random).prefix(2))
        }
        if Int.random(in: 0..<3, using: &random) == 0 {
            filter.priorities = [Priority.allCases.randomElement(using: &random) ?? .low]
        }
        if Int.random(in: 0..<4, using: &random) == 0 {
            filter.assignee = ["LEE", "Åsa", "nobody"].randomElement(using: &random)
        }
        if Bool.random(using: &random) {
            filter.words = (0...Int.random(in: 0...1, using: &random)).map { _ in word(model) }
        }
        if Int.random(in: 0..<6, using: &random) == 0 { filter.excludedWords = [word(model)] }
        if Int.random(in: 0..<8, using: &random) == 0 { filter.excludedAssignees = ["lee"] }
        let sort = TicketSort(
            field: SortField.allCases.randomElement(using: &random) ?? .title,
            order: SortOrder.allCases.randomElement(using: &random) ?? .ascending)
        return ListQuery(filter: filter, sort: sort, limit: Int.random(in: 1...40, using: &random))
    }

    /// A part of some word, or of an id.
    private mutating func word(_ model: ListModel) -> String {
        if Int.random(in: 0..<4, using: &random) == 0, let id = model.ids.randomElement(using: &random) {
            let text = Array(id.description)
            let start = Int.random(in: 0..<text.count, using: &random)
            let count = Int.random(in: 1...12, using: &random)
            return String(text[start..<min(text.count, start + count)])
        }
        let word = Array(RandomDesk.words.randomElement(using: &random) ?? "e")
        let start = Int.random(in: 0..<word.count, using: &random)
        let part = String(word[start..<min(word.count, start + Int.random(in: 1...4, using: &random))])
        return Bool.random(using: &random) ? part : part.uppercased()
    }
}
