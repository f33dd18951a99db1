import Testing
import Tickets

@testable import Dashboard

@Suite struct AlertEngineTests {
    private static let start = ContinuousClock.now

    private func at(_ seconds: Int) -> ContinuousClock.Instant { Self.start + .seconds(seconds) }
    private func time(_ seconds: Int) -> Timestamp { Deck.start.advanced(by: .seconds(seconds)) }

    private func engine(_ rules: AlertRule...) -> AlertEngine {
        var engine = AlertEngine(rules)
        engine.follow(at: at(0), time(0))
        return engine
    }

    @Test func everyRuleThatMatchesTells() {
        let rules = [
            AlertRule(name: "a", expression: "subject:create"), AlertRule(name: "b", expression: "fire"),
            AlertRule(name: "c", expression: "tenant:globex"),
        ]
        let matcher = AlertMatcher(rules)
        #expect(matcher.needsText && !AlertMatcher([rules[0], rules[2]]).needsText)
        func places(_ subject: String, _ text: String) -> [Int] {
            matcher.places(subject: subject) { EventFilter.Facts(subject: subject, tenant: "acme", text: text) }
        }
        #expect(places("ticket.create", "printer on fire") == [0, 1])
        #expect(places("ticket.update", "printer on fire") == [1])
        #expect(places("ticket.update", "vpn") == [])
        var engine = engine(rules[0], rules[1])
        #expect(engine.note([0, 1], at: at(1), time(1)) == [0, 1])
        #expect(engine.dueAt == nil)
    }

    @Test func whatTheSubjectSettlesIsNotRead() {
        let matcher = AlertMatcher([
            AlertRule(name: "a", expression: "subject:ticket.create"),
            AlertRule(name: "b", expression: "-subject:ticket.> fire"),
        ])
        var reads = 0
        let places = matcher.places(subject: "ticket.create") {
            reads += 1
            return EventFilter.Facts(subject: "ticket.create", text: "fire")
        }
        #expect(places == [0] && reads == 0)
        let others = matcher.places(subject: "audit.login") {
            reads += 1
            return EventFilter.Facts(subject: "audit.login", text: "fire")
        }
        #expect(others == [1] && reads == 1)
    }

    @Test func whatWasStoredBeforeIsNobodysAlarm() {
        var engine = AlertEngine([AlertRule(name: "a", expression: "subject:create")])
        #expect(engine.note([0], at: at(0), time(0)) == [])
        engine.follow(at: at(1), time(1))
        #expect(engine.note([0], at: at(1), time(1)) == [0])
        // What came while the tail was interrupted is new all the same.
        engine.interrupt()
        #expect(engine.note([0], at: at(2), time(2)) == [0])
    }

    @Test func silenceIsToldOnceUntilAMessageEndsIt() {
        var engine = engine(AlertRule(name: "quiet", expression: "tenant:acme", silence: .seconds(60)))
        #expect(engine.dueAt == at(60))
        #expect(engine.expire(at: at(59), time(59)).isEmpty)
        #expect(engine.note([0], at: at(30), time(30)) == [])
        #expect(engine.note([], at: at(50), time(50)) == [])
        #expect(engine.dueAt == at(90))
        #expect(
            engine.expire(at: at(91), time(91)) == [
                Alert(rule: 0, cause: .silence(since: time(30)), time: time(91))
            ])
        #expect(engine.dueAt == nil && engine.expire(at: at(500), time(500)).isEmpty)
        _ = engine.note([0], at: at(600), time(600))
        #expect(engine.dueAt == at(660))
        #expect(engine.expire(at: at(660), time(660)).count == 1)
    }

    @Test func anInterruptionIsNoSilence() {
        var engine = engine(AlertRule(name: "quiet", expression: "", silence: .seconds(60)))
        engine.interrupt()
        #expect(engine.dueAt == nil && engine.expire(at: at(300), time(300)).isEmpty)
        engine.follow(at: at(300), time(300))
        // What was missed may still come.
        #expect(engine.dueAt == at(305) && engine.expire(at: at(301), time(301)).isEmpty)
        _ = engine.note([0], at: at(302), time(302))
        #expect(engine.dueAt == at(362))
    }

    @Test func aBatchIsBoundedAndCountsTheRest() {
        func alert(_ rule: Int, _ second: Int) -> Alert {
            Alert(rule: rule, cause: .silence(since: time(0)), time: time(second))
        }
        var batch = AlertBatch()
        for second in 0..<AlertBatch.limit + 3 { batch.append(AlertBatch([alert(second % 2, second)])) }
        batch.append(AlertBatch(leftOut: [1: 5]))
        #expect(batch.alerts.count == AlertBatch.limit && batch.alerts.first?.time == time(3))
        #expect(batch.leftOut == [0: 2, 1: 6])
    }
}
