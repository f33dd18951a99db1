import Screen
import Testing
import Tickets

@testable import Dashboard

@Suite struct OtherUpdates {
    private func events(_ range: ClosedRange<UInt64>) -> [EventRecord] {
        range.map { Deck.event($0, Deck.created(Deck.ticket(Int($0 % 30)))) }
    }

    private func isOnlyWake(_ effects: [Effect]) -> Bool {
        effects.allSatisfy { if case .wake = $0 { true } else { false } }
    }

    @Test func theEventsFollowUntilOneScrollsUp() {
        var deck = Deck.loaded(1)
        deck.press(.character("2"))
        deck.send(.events(events(1...100), dropped: 0))
        #expect(deck.state.events.viewport.cursor == 99)
        deck.press(.up)
        #expect(!deck.state.events.isFollowing)
        let text = deck.eventLines.map { $0.dropLast() }
        deck.send(.events(events(101...200), dropped: 0))
        #expect(deck.eventLines.map { $0.dropLast() } == text)
        #expect(deck.screen.contains("+100 new"))
        deck.press(.end)
        #expect(deck.state.events.isFollowing && deck.state.events.viewport.cursor == 199)
        deck.press(.character(" "))
        #expect(!deck.state.events.isFollowing)
    }

    @Test func backAtTheNewestEventItFollowsAgainUnlessItWasPaused() {
        var deck = Deck.loaded(1)
        deck.press(.character("2"))
        deck.send(.events(events(1...100), dropped: 0))
        deck.press(.up, .up)
        deck.send(.events(events(101...102), dropped: 0))
        deck.press(.down, .down, .down)
        #expect(!deck.state.events.isFollowing)
        deck.press(.down)
        #expect(deck.state.events.isFollowing && deck.state.events.newLines == 0)
        deck.press(.character(" "), .up, .down, .down)
        #expect(!deck.state.events.isFollowing)
        deck.press(.character(" "))
        #expect(deck.state.events.isFollowing)
    }

    @Test func theFilterOfTheEventsShowsWhatMatches() {
        var deck = Deck.loaded(1)
        deck.press(.character("2"))
        deck.send(.events(events(1...30), dropped: 0))
        deck.press(.character("/"))
        deck.type("printer")
        #expect(deck.state.events.count == 5)
        deck.send(.events(events(31...36), dropped: 0))
        #expect(deck.state.events.count == 6)
        deck.press(.escape)
        #expect(deck.state.events.count == 36)
    }

    @Test func serversArePolledOnlyWhileTheyAreShown() {
        var deck = Deck.loaded(1)
        #expect(deck.press(.character("3")) == [.watchNodes(true)])
        #expect(deck.press(.tab).contains(.watchNodes(false)))
        #expect(deck.state.view == .service)
    }

    @Test func aServerThatIsDownShowsNothingMeasured() {
        var deck = Deck.loaded(1, 120, 40)
        deck.press(.character("3"))
        let since = Deck.start.advanced(by: .seconds(-61))
        deck.send(.nodes([Deck.node(1, .down(since: since, reason: "connection refused"))]))
        #expect(!deck.screen.contains("1h 2m") && !deck.screen.contains("50M"), "\(deck.screen)")
        #expect(deck.screen.contains("nats-motadata-1 is down for 61 s"), "\(deck.screen)")
        deck.press(.enter)
        let lines = deck.screen.split(separator: "\n").map(String.init)
        let state = lines.firstIndex { $0.contains("State") } ?? 0
        #expect(lines[state + 1].hasSuffix("connection refused"), "\(deck.screen)")
        let mark = lines.firstIndex { $0.contains("Before it went down") } ?? .max
        let uptime = lines.firstIndex { $0.contains("1h 2m") } ?? 0
        #expect(mark < uptime, "\(deck.screen)")
    }

    @Test func theCursorStaysOnItsServer() {
        var deck = Deck.loaded(1)
        deck.press(.character("3"))
        deck.send(.nodes([Deck.node(2), Deck.node(3)]))
        deck.press(.down)
        deck.send(.nodes([Deck.node(1), Deck.node(2), Deck.node(3)]))
        #expect(deck.state.cluster.selected == .node("nats-motadata-3"))
    }

    @Test func whereNobodyAskedForATenantTheFirstByNameIsShown() {
        let counts = ["globex", "acorn", "initech"].map { TenantCount(tenant: Deck.named($0), tickets: 1) }
        var deck = Deck(seeksTenant: true)
        #expect(deck.effects.contains(.loadTenants))
        deck.send(.tenants(.failure(Failure(kind: .unreachable, message: "not connected"))))
        let lost = ConnectionStatus(
            mode: .remote, server: "", link: .lost(since: Deck.start, attempt: 1, problem: ""))
        deck.send(.connection(lost))
        let connected = ConnectionStatus(mode: .remote, server: "", link: .connected)
        #expect(deck.send(.connection(connected)).contains(.loadTenants))
        deck.send(.tenants(.success(counts)))
        #expect(deck.state.tenant == Deck.named("acorn"))
        #expect(deck.effects.contains(.follow(Deck.named("acorn"))))
        // Nobody chose it, so that the next start looks again.
        #expect(!deck.effects.contains(.rememberTenant(Deck.named("acorn"))))
        deck.send(.tenants(.success([TenantCount(tenant: Deck.acme, tickets: 1)])))
        #expect(deck.state.tenant == Deck.named("acorn"))

        var writing = Deck(seeksTenant: true)
        writing.press(.character("n"))
        writing.send(.tenants(.success(counts)))
        #expect(writing.state.tenant == Deck.acme && writing.state.form != nil)
    }

    @Test func anotherTenantIsFollowedReadAndRemembered() {
        var deck = Deck.loaded(1)
        let globex = Tenant("globex")!
        #expect(deck.press(.character("t")) == [.loadTenants])
        deck.send(.tenants(.success([TenantCount(tenant: globex, tickets: 2)])))
        deck.type("glo")
        #expect(
            deck.press(.enter) == [
                .follow(globex), .loadPage(number: 2, tenant: globex, ListQuery(limit: 200)),
                .loadCounts(number: 2, tenant: globex), .rememberTenant(globex),
            ])
        #expect(deck.state.tickets.list.rows.isEmpty)
    }

    @Test func aNewTenantCanBeTypedWhenItsNameIsLegal() {
        var deck = Deck.loaded(1)
        deck.press(.character("t"))
        deck.send(.tenants(.success([])))
        deck.type("bad name")
        #expect(deck.press(.enter).isEmpty)
        deck.press(.control("u"))
        deck.type("fresh")
        #expect(deck.press(.enter).contains(.follow(Tenant("fresh")!)))
    }

    @Test func theLastTicketsAreOnlyLeftByQ() {
        var deck = Deck.loaded(1)
        #expect(deck.press(.escape).isEmpty)
        #expect(
            deck.press(.character("2"), .character("q")) == [
                .followEvents(isShown: true), .followEvents(isShown: false),
            ])
        #expect(deck.state.view == .tickets)
        #expect(deck.press(.character("q")) == [.quit])
        #expect(deck.press(.control("c")) == [.quit])
    }

    @Test(arguments: [
        (Key.control("l"), Effect.redraw), (.control("z"), .suspend), (.character("T"), .nextTheme),
    ])
    func plainKeysAreOneEffect(_ key: Key, _ effect: Effect) {
        var deck = Deck.loaded(1)
        let before = deck.state
        #expect(deck.press(key) == [effect])
        #expect(deck.state == before)
    }

    @Test func theIdentityIsCopied() {
        var deck = Deck.loaded(1)
        #expect(deck.press(.character("y")).first == .copy(Deck.ticket(0).id.description))
    }

    @Test func agesWakeOnceAMinuteOnlyWhileTheyAreShown() {
        var deck = Deck()
        let young = Deck.ticket(40)
        deck.answerPage([young])
        let next = Deck.start.advanced(by: .seconds(30))
        #expect(deck.effects == [.wake(at: next)])
        #expect(deck.press(.down, .up).isEmpty)
        #expect(deck.send(.clock(next)) == [.wake(at: next.advanced(by: .seconds(60)))])
        deck.press(.character("2"))
        #expect(deck.send(.clock(next.advanced(by: .seconds(60)))).isEmpty)
    }

    @Test func aClockThatGoesBackDelaysNothing() {
        var deck = Deck.loaded(6)
        deck.press(.character("/"))
        deck.type("vpn")
        deck.send(.clock(Deck.start.advanced(by: .seconds(-3600))))
        #expect(deck.state.tickets.filterDueAt == deck.state.now.advanced(by: .milliseconds(150)))
        #expect(deck.wait(.milliseconds(150)).contains { if case .loadPage = $0 { true } else { false } })
    }

    @Test func aLostConnectionWakesEachSecondAndNoLongerWhenItIsBack() {
        var deck = Deck.loaded(0)
        var status = deck.state.connection
        status.link = .lost(since: Deck.start, attempt: 1, problem: nil)
        #expect(deck.send(.connection(status)) == [.wake(at: Deck.start.advanced(by: .seconds(1)))])
        #expect(deck.wait(.seconds(1)) == [.wake(at: Deck.start.advanced(by: .seconds(2)))])
        #expect(deck.screen.contains("data is 1 s old"))
        status.link = .connected
        deck.send(.connection(status))
        #expect(deck.state.remark?.text == "connected again")
        deck.wait(.seconds(1))
        deck.wait(.seconds(20))
        #expect(deck.effects.isEmpty)
        #expect(deck.state.remark == nil)
    }

    @Test func theFirstConnectionIsNoNews() {
        var deck = Deck(link: .connecting(attempt: 1, problem: nil))
        deck.answerPage([])
        var status = deck.state.connection
        status.link = .connected
        #expect(deck.send(.connection(status)).isEmpty)
        #expect(deck.state.remark == nil)
    }

    @Test func aSilentServiceIsSaid() {
        var deck = Deck.loaded(1)
        var status = deck.state.connection
        status.service = .silent(since: Deck.start, problem: "no responders")
        deck.send(.connection(status))
        #expect(deck.screen.contains("No ticket service answers"))
        #expect(deck.screen.contains("no service"))
    }

    @Test func aThemeThatFailsIsSaid() {
        var deck = Deck.loaded(1)
        deck.send(.themeChanged(name: "neon", problem: "no such role"))
        #expect(deck.state.remark?.text == "theme neon: no such role")
    }

    @Test func everyKeyOfTheFooterIsInTheHelpAndDoesSomethingThere() {
        for place in Place.allCases {
            for binding in Keymap.standard.bindings(at: place) {
                for key in binding.keys {
                    #expect(Keymap.standard.action(for: key, at: place) == binding.action)
                }
            }
        }
    }

    @Test func aReboundKeyIsInTheFooterAndWorks() {
        let keys = Keymap.standard.applying([KeyChange(action: "new", keys: ["ü"])]).keymap
        #expect(keys.action(for: .character("ü"), at: .tickets) == .newTicket)
        #expect(keys.action(for: .character("n"), at: .tickets) == nil)
    }

    @Test func hostileTextReachesNoCell() {
        var deck = Deck()
        deck.answerPage([Deck.ticket(1) { $0.title = "a\u{1B}[2Jb\u{202E}c\u{9B}31m\u{7}" }])
        let scalars = deck.screen.unicodeScalars.filter { $0 != "\n" }
        #expect(
            !scalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0.value == 0x202E })
    }
}
