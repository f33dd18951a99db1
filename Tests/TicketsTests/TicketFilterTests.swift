import Testing
import Tickets

@Suite("Filters and their expressions")
struct TicketFilterTests {
    @Test(
        "What an expression means",
        arguments: [
            ("", .all), ("  fire  paper ", TicketFilter(words: ["fire", "paper"])),
            ("status:open status:Closed", TicketFilter(statuses: [.open, .closed])),
            ("status:in-progress", TicketFilter(statuses: [.inProgress])),
            ("priority:high -priority:high", TicketFilter(matchesNothing: true)),
            ("-priority:low", TicketFilter(priorities: [.medium, .high, .critical])),
            ("status:open -status:open", TicketFilter(matchesNothing: true)),
            (
                "-status:open -status:in_progress -status:resolved -status:closed",
                TicketFilter(matchesNothing: true)
            ),
            ("assignee:lee assignee:max", TicketFilter(assignee: "max")),
            ("-assignee:lee -paper", TicketFilter(excludedWords: ["paper"], excludedAssignees: ["lee"])),
            ("http://x - a:b", TicketFilter(words: ["http://x", "-", "a:b"])), ("status:", .all),
        ] as [(String, TicketFilter)])
    func parses(expression: String, filter: TicketFilter) {
        let parsed = TicketFilter.parse(expression)
        #expect(parsed.filter == filter)
        #expect(parsed.problems.isEmpty)
    }

    @Test("A word with an unknown value is reported and left out")
    func problems() {
        let parsed = TicketFilter.parse("status:gone -priority:urgent fire")
        #expect(parsed.filter == TicketFilter(words: ["fire"]))
        #expect(parsed.problems.map(\.word) == ["status:gone", "-priority:urgent"])
    }

    @Test(
        "Which tickets an expression shows",
        arguments: [
            ("fire", true), ("FIRE", true), ("fire toner", true), ("fire smoke", false), ("0007", true),
            ("-fire", false), ("-smoke", true), ("status:open", true), ("-status:open", false),
            ("status:open -status:open", false), ("priority:high,", true), ("assignee:LEE", true),
            ("assignee:le", false), ("-assignee:lee", false), ("-assignee:max", true),
            ("status:closed fire", false), ("größe", true), ("GRÖSSE", false), ("GRÖßE", true),
        ])
    func matches(expression: String, isShown: Bool) throws {
        let ticket = try sample(
            7, title: "Printer on Fire", description: "Toner, Größe XL", priority: .high, assignee: "Lee")
        #expect(TicketFilter.parse(expression).filter.matches(ticket) == isShown)
    }
}
