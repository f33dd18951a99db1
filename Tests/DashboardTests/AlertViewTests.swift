import Screen
import Testing
import Tickets

@testable import Dashboard

@Suite struct AlertViewTests {
    private func created(_ sequence: UInt64) -> EventRecord {
        Deck.event(sequence, Deck.created(Deck.ticket(Int(sequence % 30))))
    }

    private func isNotice(_ effect: Effect) -> Bool {
        switch effect {
        case .bell, .notify: true
        default: false
        }
    }

    @Test func theStreamIsFollowedFromTheStartOnlyWithRules() {
        #expect(!Deck().effects.contains(.followEvents(isShown: false)))
        var deck = Deck(alerts: Deck.rules)
        #expect(deck.effects.contains(.followEvents(isShown: false)))
        #expect(deck.press(.character("2")).contains(.followEvents(isShown: true)))
    }

    @Test func theHeaderCountsWhatNobodyHasLookedAt() {
        var deck = Deck.alerting(120, 40)
        #expect(!deck.screen.contains("alert"))
        deck.send(.alerts(AlertBatch([Deck.alert(0, created(1))])))
        #expect(deck.screen.split(separator: "\n")[0].contains("▲ 1 alert "))
        deck.send(.alerts(AlertBatch([Deck.alert(0, created(2))], leftOut: [0: 998])))
        for key in ["1", "2", "3", "4"] as [Character] {
            deck.press(.character(key))
            #expect(deck.screen.split(separator: "\n")[0].contains("▲ 1.0k alerts "))
        }
        deck.press(.character("A"))
        #expect(!deck.screen.split(separator: "\n")[0].contains("alert"))
        #expect(deck.screen.contains("1000 found, the newest 2 kept"))
        deck.send(.alerts(AlertBatch([Deck.alert(0, created(3))])))
        deck.press(.escape)
        #expect(deck.state.view == .service && deck.state.alerts.unseen == 0)
    }

    @Test func theBellRingsAtMostOnceASecond() {
        var deck = Deck.alerting()
        #expect(deck.send(.alerts(AlertBatch([Deck.alert(0, created(1))]))).filter(isNotice) == [.bell])
        #expect(deck.send(.alerts(AlertBatch([Deck.alert(0, created(2))]))).filter(isNotice).isEmpty)
        deck.wait(.milliseconds(1000))
        #expect(deck.send(.alerts(AlertBatch(leftOut: [0: 3]))).filter(isNotice) == [.bell])
        deck.wait(.seconds(-3600))
        #expect(deck.send(.alerts(AlertBatch([Deck.alert(0, created(3))]))).filter(isNotice) == [.bell])
        #expect(deck.send(.alerts(AlertBatch([Deck.silence]))).filter(isNotice).isEmpty)
    }

    @Test func theDesktopIsToldWhatItWas() {
        var deck = Deck.alerting()
        let record = Deck.event(7, Deck.changed(Deck.ticket(0)) { $0.status = .closed })
        let effects = deck.send(.alerts(AlertBatch([Deck.alert(1, record), Deck.alert(0, created(8))])))
        #expect(
            effects.filter(isNotice) == [
                .bell, .notify("closed: ticket.update acme: status open -> closed"),
            ])
    }

    @Test func theCursorStaysOnItsAlertAndEnterGoesToTheEvent() {
        var deck = Deck.alerting()
        deck.send(.alerts(AlertBatch([Deck.alert(0, created(1)), Deck.alert(0, created(2))])))
        deck.press(.character("A"))
        deck.send(.alerts(AlertBatch([Deck.alert(0, created(3))])))
        #expect(deck.state.alerts.viewport.cursor == 0 && deck.state.alerts.selected?.number == 3)
        deck.press(.down)
        deck.send(.alerts(AlertBatch([Deck.alert(0, created(4)), Deck.silence])))
        #expect(deck.state.alerts.selected?.number == 2)
        deck.press(.enter)
        #expect(deck.state.place == .payload && deck.state.events.opened?.sequence == 2)
        deck.press(.character("A"), .enter)
        #expect(deck.state.place == .alerts)
        #expect(deck.state.remark?.text.contains("silence") == true)
    }

    @Test func onlySoManyAreKept() {
        var deck = Deck.alerting()
        for first in 0..<3 as Range<UInt64> {
            let alerts = (1...400 as ClosedRange<UInt64>).map { Deck.alert(0, created(first * 400 + $0)) }
            deck.send(.alerts(AlertBatch(alerts)))
        }
        #expect(deck.state.alerts.entries.count == AlertsState.limit && deck.state.alerts.total == 1200)
        deck.press(.character("A"), .end)
        #expect(deck.state.alerts.selected?.number == 701)
    }

    @Test func whatARuleIsAboutIsMarkedInTheTail() {
        var deck = Deck.alerting(120, 24)
        deck.send(.eventFeed(.following))
        deck.send(.events(WholeScreens.events(6), dropped: 0))
        deck.press(.character("2"))
        let rows = deck.screen.split(separator: "\n").filter { $0.contains("ticket.") }
        #expect(rows.count == 6)
        for row in rows {
            #expect(row.dropFirst().hasPrefix(row.contains("ticket.create") ? "!" : "▲"), "\(row)")
        }
    }

    @Test func withoutRulesTheListSaysHowToMakeSome() {
        var deck = Deck.loaded(1)
        deck.press(.character("A"))
        #expect(deck.screen.contains("No alerts are configured") && deck.screen.contains("[[alert]]"))
        #expect(deck.press(.enter).isEmpty)
        deck.press(.character("q"))
        #expect(deck.state.place == .tickets)
    }

    @Test func aMarkThatCannotBeDrawnIsReplaced() {
        let rule = AlertRule(name: "a", expression: "a", mark: "\u{1B}")
        #expect(rule.symbol(.unicode) == Glyphs.unicode.warning)
        #expect(AlertRule(name: "a", expression: "a", mark: "é").symbol(.ascii) == "!")
        #expect(AlertRule(name: "a", expression: "a", mark: "é").symbol(.unicode) == "é")
        for mark in ["\u{1B}", "日", " ", "\u{202E}", "\n"] as [Character] {
            #expect(!AlertRule.canMark(mark))
        }
    }
}
