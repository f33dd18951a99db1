import Screen
import Tickets

@testable import Dashboard

extension Deck {
    static let rules = [
        AlertRule(name: "critical", expression: "subject:create", notice: .bell, color: .bad, mark: "!"),
        AlertRule(name: "closed", expression: "closed", notice: .desktop, color: .info),
        AlertRule(name: "acme is silent", expression: "tenant:acme", silence: .seconds(300), notice: .none),
    ]

    /// A dashboard with alert rules, whose list is read.
    static func alerting(_ width: Int = 80, _ height: Int = 24, glyphs: Glyphs = .unicode) -> Deck {
        var deck = Deck(width, height, glyphs: glyphs, alerts: rules)
        deck.answerPage((0..<12).reversed().map { Deck.ticket($0) })
        return deck
    }

    static func alert(_ rule: Int, _ record: EventRecord) -> Alert {
        Alert(rule: rule, cause: .event(record), time: record.time)
    }

    static let silence = Alert(
        rule: 2, cause: .silence(since: start.advanced(by: .seconds(-300))), time: start)
}
