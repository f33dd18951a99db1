import Testing
import Tickets

@Suite struct EventFilters {
    private static let facts = EventFilter.Facts(
        subject: "ticket.update", tenant: "acme", ticket: "01a1f6c3-3270-7bd6-9c90-676c8e5477e6",
        actor: "Lee", text: "{\"title\":\"printer on fire\"}")

    @Test(
        arguments: [
            ("", true), ("PRINTER fire", true), ("printer water", false), ("-water", true), ("-fire", false),
            ("subject:ticket.update", true), ("subject:update", true), ("subject:ticket", true),
            ("subject:ticket.*", true), ("subject:ticket.>", true), ("subject:>", true),
            ("subject:*", false), ("subject:ticket.create", false), ("subject:ticket.*.x", false),
            ("subject:create subject:update", true), ("-subject:ticket.>", false), ("-subject:create", true),
            ("tenant:ACME", true), ("tenant:acm", false), ("-tenant:acme", false), ("actor:lee", true),
            ("actor:kim", false), ("actor:kim actor:lee", true), ("ticket:8e5477e6", true),
            ("ticket:01a1f6c3", true), ("ticket:ffff", false), ("tenant:acme actor:kim", false),
            ("tenant:", true), ("\"title\":\"printer", true), ("-", false),
        ] as [(String, Bool)])
    func anExpressionIsReadAndApplied(_ expression: String, _ isShown: Bool) {
        #expect(EventFilter(expression).matches(Self.facts) == isShown)
    }

    @Test func whatIsNotKnownIsNotTheNamedOne() {
        let facts = EventFilter.Facts(subject: "audit.login", text: "")
        #expect(!EventFilter("tenant:acme").matches(facts) && !EventFilter("ticket:0").matches(facts))
        #expect(EventFilter("-tenant:acme -actor:lee").matches(facts))
    }

    @Test func onlyNothingShowsAll() {
        #expect(EventFilter(" \t").isEmpty && EventFilter("tenant:").isEmpty && !EventFilter("a").isEmpty)
    }
}
