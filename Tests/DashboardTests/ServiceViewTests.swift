import Screen
import Testing
import Tickets

@testable import Dashboard

@Suite struct ServiceView {
    private static func gone(_ seconds: Int) -> InstanceStatus.State {
        .gone(since: Deck.start.advanced(by: .seconds(-seconds)))
    }

    @Test func theInstancesAreAskedOnlyWhileTheyAreShown() {
        var deck = Deck.loaded(1)
        #expect(deck.press(.character("4")) == [.watchServices(true)])
        #expect(deck.screen.contains("Asking the services"))
        #expect(deck.press(.tab).contains(.watchServices(false)))
        #expect(deck.state.view == .tickets)
        #expect(deck.press(.backTab).contains(.watchServices(true)))
        #expect(deck.press(.character("3")) == [.watchServices(false), .watchNodes(true)])
        // An answer that was under way when the view was left is no answer any more.
        deck.send(.services(.instances([Deck.instance(1)])))
        #expect(deck.state.services.instances == nil)
    }

    @Test func ourInstancesStandFirstAndTheCursorStaysOnItsOwn() {
        var deck = Deck.loaded(1)
        deck.press(.character("4"))
        deck.send(.services(.instances([Deck.stranger, Deck.instance(2), Deck.instance(3)])))
        #expect(
            deck.state.services.instances?.map(\.service) == ["ticket-service", "ticket-service", "echo"])
        deck.press(.down)
        let id = deck.state.services.selected?.id
        deck.send(
            .services(.instances([Deck.stranger, Deck.instance(1), Deck.instance(2), Deck.instance(3)])))
        #expect(deck.state.services.selected?.id == id && deck.state.services.viewport.cursor == 2)
        deck.press(.character("1"), .character("4"))
        deck.send(.services(.instances([Deck.instance(1), Deck.instance(2), Deck.instance(3)])))
        #expect(deck.state.services.selected?.id == id)
    }

    @Test func theTrendGrowsWithEachReadingAndGoesWithItsInstance() {
        var deck = Deck.loaded(1)
        deck.showServices([1, 2, 3])
        let id = Deck.instance(1).id
        #expect(deck.state.services.trends[id]?.requests.values == [1, 2, 3])
        deck.send(.services(.instances([Deck.instance(1, state: Self.gone(1), rate: nil)])))
        #expect(deck.state.services.trends[id]?.requests.values == [1, 2, 3, nil])
        #expect(deck.state.services.trends.count == 1)
        deck.send(.services(.instances([])))
        #expect(deck.state.services.trends.isEmpty)
    }

    @Test func whatAnInstanceMeasuredIsNotShownWhenItIsGone() {
        var deck = Deck.loaded(1, 200, 40)
        deck.showServices()
        #expect(deck.screen.contains("48.2k") && deck.screen.contains("1.85ms"), "\(deck.screen)")
        deck.send(.services(.instances([Deck.instance(1, state: Self.gone(12), rate: nil)])))
        #expect(deck.screen.contains("gone 12 s"))
        #expect(!deck.screen.contains("48.2k") && !deck.screen.contains("1.85ms"), "\(deck.screen)")
        deck.press(.enter)
        #expect(deck.screen.contains("Before it went") && deck.screen.contains("48210"))
        deck.send(.services(.instances([])))
        #expect(deck.screen.contains("This instance is gone"))
        deck.press(.escape)
        #expect(deck.state.place == .services)
    }

    @Test func theVerdictSaysWhatMatters() {
        func verdict(_ instances: [InstanceStatus], since: Timestamp? = nil) -> ServiceVerdict {
            ServiceVerdict(instances, silentSince: since, now: Deck.start)
        }
        let good = verdict([Deck.instance(1, rate: 400), Deck.instance(2, rate: 412), Deck.stranger])
        #expect(good.level == .good && good.text == "2 instances, 812 req/s, 0 errors")
        #expect(verdict([Deck.instance(1, rate: nil)]).text == "1 instance, 0 errors")
        let none = verdict([Deck.stranger], since: Deck.start)
        #expect(none.level == .bad && none.text == "no ticket service answers since 12:00 UTC")
        #expect(verdict([]).text == "no ticket service answers")
        let cut = verdict([
            Deck.instance(1) { $0.endpoints[0].health?.hasJetStream = false }, Deck.instance(2),
        ])
        #expect(cut.level == .warning && cut.text.hasPrefix("1 of 2 without JetStream"))
        let memory = verdict([
            Deck.instance(1) {
                for index in $0.endpoints.indices {
                    $0.endpoints[index].health?.hasJetStream = false
                    $0.endpoints[index].health?.store = "memory"
                }
            }
        ])
        #expect(memory.level == .good)
        let lost = verdict([Deck.instance(1, state: Self.gone(5), rate: nil), Deck.instance(2)])
        #expect(lost.level == .warning && lost.text.hasPrefix("1 of 2 gone: 00000001"), "\(lost.text)")
        let degraded = verdict([Deck.instance(1) { $0.endpoints[0].health?.reasons = ["the disk is full"] }])
        #expect(degraded.level == .warning && degraded.text.hasSuffix("degraded: the disk is full"))
        let failing = verdict([Deck.instance(1) { $0.rate?.errors = 1 }])
        #expect(failing.level == .warning)
    }

    @Test func sinceWhenNobodyAnswersIsRemembered() {
        var deck = Deck.loaded(1)
        deck.press(.character("4"))
        deck.send(.services(.instances([Deck.stranger])))
        #expect(deck.state.services.silentSince == Deck.start)
        deck.wait(.seconds(90))
        deck.send(.services(.instances([])))
        #expect(deck.state.services.silentSince == Deck.start)
        deck.send(.services(.instances([Deck.instance(1)])))
        #expect(deck.state.services.silentSince == nil)
        deck.wait(.seconds(90))
        deck.send(.services(.instances([Deck.instance(1, state: Self.gone(3), rate: nil)])))
        #expect(deck.state.services.silentSince == Deck.start.advanced(by: .seconds(-3)))
    }

    @Test func whoCannotBeAskedIsSaidAndWhatWasKnownStays() {
        var deck = Deck.loaded(1)
        deck.press(.character("4"))
        deck.send(.services(.unavailable(reason: "not connected to a NATS server")))
        #expect(deck.screen.contains("not connected to a NATS server") && !deck.screen.contains("Asking"))
        deck.send(.services(.instances([Deck.instance(1)])))
        #expect(!deck.screen.contains("not connected"))
        deck.send(.services(.unavailable(reason: "not connected to a NATS server")))
        #expect(deck.screen.contains("not connected") && deck.screen.contains("ticket-service"))
    }

    @Test func hostileNamesReachNoCell() {
        var deck = Deck.loaded(1, 200, 40)
        deck.press(.character("4"))
        let evil = "a\u{1B}]0;x\u{7}b\u{202E}\n\u{9B}c"
        let instance = InstanceStatus(
            service: evil, instance: evil, isOurs: true, version: evil, explanation: evil,
            metadata: [InstanceStatus.Field(name: evil, value: evil)],
            endpoints: [
                EndpointStatus(
                    name: evil, subject: evil, queueGroup: evil, requests: .max, errors: .max,
                    lastError: evil,
                    averageTime: .seconds(Int64.max), other: evil)
            ])
        deck.send(.services(.instances([instance, instance])))
        for key in [Key.down, .enter] {
            deck.press(key)
            let scalars = deck.screen.unicodeScalars.filter { $0 != "\n" }
            #expect(
                !scalars.contains {
                    $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0.value == 0x202E
                })
        }
    }

    @Test(arguments: [
        (Duration.microseconds(4), "0.00ms"), (.microseconds(84), "0.08ms"), (.microseconds(9996), "10ms"),
        (.milliseconds(41), "41ms"), (.milliseconds(999), "999ms"), (.milliseconds(1240), "1.2s"),
        (.seconds(59), "59.0s"), (.seconds(180), "3m"), (.zero, "0.00ms"), (.seconds(-1), "0.00ms"),
    ]) func spansOfTimeAreShort(_ duration: Duration, _ text: String) {
        #expect(Amount.time(duration) == text)
    }
}
