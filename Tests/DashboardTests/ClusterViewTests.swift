import Screen
import Testing
import Tickets

@testable import Dashboard

@Suite struct ClusterViewTests {
    private func deck(_ report: ClusterReport = Deck.report(), isReadOnly: Bool = false) -> Deck {
        var deck = Deck.loaded(1, 120, 40, isReadOnly: isReadOnly)
        deck.press(.character("3"))
        deck.send(.cluster(report))
        return deck
    }

    private var lines: (Deck) -> [String] { { $0.screen.split(separator: "\n").map(String.init) } }

    @Test func theVerdictNamesTheWorstAndSinceWhen() {
        let verdict = ClusterVerdict(Deck.oneDown, now: Deck.start)
        #expect(
            verdict.text == "nats-motadata-3 is down for 12 s; KV_TICKETS runs on 2 of 3 replicas; and 1 more"
        )
        #expect(verdict.level == .bad)
        let weak = ClusterReport(
            nodes: [Deck.node(1)], problems: [ClusterReport.Problem(text: "S lacks", isFailure: false)])
        #expect(ClusterVerdict(weak, now: Deck.start).level == .warning)
        #expect(ClusterVerdict(Deck.report(), now: Deck.start).text.hasPrefix("3 of 3 up"))
        #expect(ClusterVerdict(ClusterReport(nodes: []), now: Deck.start).text == "no server is known")
    }

    @Test func theCursorPassesTheTitles() {
        var deck = deck()
        var seen: [ClusterItem?] = [deck.state.cluster.selected]
        for _ in 0..<4 {
            deck.press(.down)
            seen.append(deck.state.cluster.selected)
        }
        let expected: [ClusterItem?] = [
            .node("nats-motadata-1"), .node("nats-motadata-2"), .node("nats-motadata-3"),
            .stream("TICKETS/KV_TICKETS"), .stream("TICKETS/TICKET_EVENTS"),
        ]
        #expect(seen == expected)
        deck.press(.down)
        #expect(deck.state.cluster.selected == expected[4])
        deck.press(.up, .up)
        #expect(deck.state.cluster.selected == expected[2])
        deck.press(.home)
        #expect(deck.state.cluster.selected == expected[0])
    }

    @Test func theCursorStaysOnItsStreamWhateverComesAbove() {
        var deck = deck()
        deck.press(.end)
        var report = Deck.report()
        report.nodes.insert(Deck.node(4), at: 0)
        report.streams?.insert(Deck.stream("A"), at: 0)
        deck.send(.cluster(report))
        #expect(deck.state.cluster.selected == .stream("TICKETS/TICKET_EVENTS"))
        report.streams = []
        deck.send(.cluster(report))
        #expect(deck.state.cluster.selected == .node("nats-motadata-3"))
    }

    @Test func aNodeThatGoesAndComesBackIsTold() {
        var deck = deck()
        deck.send(.cluster(Deck.oneDown))
        deck.wait(.seconds(3))
        deck.send(.cluster(Deck.report()))
        let texts = deck.state.cluster.log.entries.map(\.advisory.text)
        #expect(texts == ["nats-motadata-3 is back after 15 s", "nats-motadata-3 went down"])
        deck.send(.cluster(Deck.report()))
        #expect(deck.state.cluster.log.entries.count == 2)
    }

    @Test func whatIsRememberedOfAdvisoriesIsBounded() {
        var deck = deck()
        let flood = (0..<1000).map { Advisory(time: Deck.start, weight: .info, text: "number \($0)") }
        deck.send(.advisories(flood))
        deck.send(.advisories(flood))
        #expect(deck.state.cluster.log.entries.count == AdvisoryLog.capacity)
        #expect(deck.state.cluster.log.entries.first?.advisory.text == "number 999")
    }

    @Test func hostileAdvisoriesReachNoCell() {
        var deck = deck()
        deck.send(.advisories(Deck.advisories))
        #expect(deck.screen.contains("lost its majority"))
        let scalars = deck.screen.unicodeScalars.filter { $0 != "\n" }
        #expect(
            !scalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0.value == 0x202E })
    }

    @Test func anAdvisoryLeadsToWhatItIsAbout() {
        var deck = deck()
        deck.send(.advisories(Deck.advisories))
        deck.press(.end, .enter)
        #expect(deck.state.cluster.opened == .stream("TICKETS/KV_TICKETS"))
        #expect(deck.state.place == .stream)
        deck.press(.escape, .up, .enter)
        #expect(deck.state.cluster.opened == nil)
        #expect(deck.state.remark != nil)
    }

    @Test func aKillIsAskedNamingTheNodeAndDoneOnlyAfterYes() {
        var deck = deck()
        deck.press(.down)
        #expect(deck.press(.character("x")).isEmpty)
        #expect(deck.screen.contains("Kill nats-motadata-2 of the local cluster"))
        #expect(deck.press(.character("y")).isEmpty, "typed before it stood on the screen")
        deck.paint()
        #expect(deck.press(.character("n")).isEmpty)
        deck.press(.character("x"))
        deck.paint()
        #expect(deck.press(.character("y")).contains(.killNode("nats-motadata-2")))
        #expect(deck.screen.contains("killing nats-motadata-2"))
    }

    @Test func aNodeThatIsDownIsStartedWithoutAQuestion() {
        var deck = deck(Deck.oneDown)
        deck.press(.down, .down)
        deck.press(.character("x"))
        #expect(deck.state.overlay == nil && deck.state.remark?.text == "nats-motadata-3 is down already")
        #expect(deck.press(.character("X")).contains(.startNode("nats-motadata-3")))
        deck.press(.up)
        #expect(!deck.press(.character("X")).contains(.startNode("nats-motadata-2")))
    }

    @Test func elsewhereAndReadOnlyNothingIsKilled() {
        var remote = deck(ClusterReport(nodes: [Deck.node(1)], streams: []))
        remote.press(.character("x"))
        #expect(remote.state.overlay == nil)
        #expect(remote.state.remark?.text.contains("not a node of a local cluster") == true)
        #expect(!remote.state.hints.contains { $0.label == "kill" })
        var careful = deck(isReadOnly: true)
        careful.press(.character("x"))
        #expect(careful.state.overlay == nil && careful.state.remark?.text.hasPrefix("read-only") == true)
        #expect(!careful.press(.character("X")).contains(.startNode("nats-motadata-1")))
        #expect(deck().state.hints.contains { $0.label == "kill" })
    }

    @Test func theFailoverIsShownAndKept() {
        var deck = deck()
        deck.send(.nodeChange(.killed("nats-motadata-2")))
        #expect(deck.screen.contains("measuring the failover"))
        deck.send(.nodeChange(.failedOver("nats-motadata-2", after: .milliseconds(1340))))
        #expect(lines(deck)[1].hasSuffix("failover 1.3 s"), "\(deck.screen)")
        deck.wait(.seconds(59))
        #expect(lines(deck)[1].hasSuffix("failover 1.3 s"))
        deck.send(.nodeChange(.uninterrupted("nats-motadata-1")))
        #expect(lines(deck)[1].hasSuffix("failover 1.3 s"), "a measurement of another kill")
        deck.wait(.seconds(1))
        #expect(!lines(deck)[1].contains("failover"), "it tells nothing of now")
        deck.send(.cluster(Deck.report()))
        #expect(deck.state.cluster.failover == nil)
    }

    @Test func theFailoverIsNotShownBesideTheNextIncident() {
        var deck = deck(Deck.report(down: 2))
        deck.send(.nodeChange(.killed("nats-motadata-2")))
        deck.send(.nodeChange(.failedOver("nats-motadata-2", after: .milliseconds(1340))))
        deck.send(.cluster(Deck.report(down: 2)))
        #expect(lines(deck)[1].hasSuffix("failover 1.3 s"))
        deck.send(.cluster(Deck.report(down: 3)))
        #expect(!lines(deck)[1].contains("failover"))
    }

    @Test func aNodeThatWasDownAtTheFirstLookHasNoAge() {
        var deck = deck()
        var report = Deck.report(down: 3)
        report.nodes[2].state = .down(since: nil, reason: "connection refused")
        report.nodes[2].since = nil
        deck.send(.cluster(report))
        #expect(deck.state.cluster.log.entries.map(\.advisory.text) == ["nats-motadata-3 is down"])
        deck.send(.cluster(Deck.report()))
        #expect(deck.state.cluster.log.entries.first?.advisory.text == "nats-motadata-3 is back")
    }

    @Test func aKillThatFailsSaysWhy() {
        var deck = deck()
        deck.press(.character("x"))
        deck.paint()
        deck.press(.character("y"))
        deck.send(.nodeChange(.failed("nats-motadata-1", problem: "another command is at work")))
        #expect(deck.state.remark?.text == "nats-motadata-1: another command is at work")
        #expect(deck.state.cluster.failover == nil)
    }

    @Test(arguments: [40, 80, 120, 200]) func theNumberOfANodeIsNeverCutOff(width: Int) {
        var deck = Deck.loaded(1, width, 24)
        deck.press(.character("3"))
        deck.send(.cluster(Deck.report()))
        for number in 1...3 { #expect(deck.screen.contains("nats-motadata-\(number) ")) }
    }

    @Test func aWideScreenShowsAllColumns() {
        var deck = Deck.loaded(1, 260, 24)
        deck.press(.character("3"))
        deck.send(.cluster(Deck.report()))
        let titles = lines(deck)[2].split(separator: " ").joined(separator: " ")
        #expect(
            titles
                == "SERVER STATE FOR ROLE VERSION UPTIME CPU MEM CONNS SUBS SLOW IN/S OUT/S MESSAGES IN B/S OUT B/S "
                + "ROUTES JS FILE JS MEM API ERR", "\(deck.screen)")
    }
}
