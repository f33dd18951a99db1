import Glibc
import NATS
import Screen
import Support
import Testing

/// A dashboard on one side, `ticket-svc` on the other, and a NATS client between.
@Suite(.serialized) struct RemoteTests {
    @Test func aChangeByAnotherClientIsShownAndTheCursorStays() async throws {
        let office = try await Office.open()
        let desk = try await Desk.remote(office.server)
        try await desk.terminal.waitFor(text: "No tickets yet")
        for title in ["first", "second", "third"] { try await office.create(title) }
        try await desk.terminal.waitFor("three tickets") { screen in
            ["first", "second", "third"].allSatisfy(screen.contains)
        }
        try await desk.terminal.press("G")
        try await eventually("the cursor on the oldest ticket") {
            try await desk.cursorLine().contains("first")
        }

        let start = ContinuousClock.now
        try await office.create("fourth")
        try await desk.terminal.waitFor(text: "fourth", within: .seconds(1))
        print("a change is on the screen after \(start.duration(to: .now))")
        #expect(try await desk.cursorLine().contains("first"))

        await desk.terminal.close()
        await office.close()
    }

    @Test func withoutATenantTheFirstByNameIsShown() async throws {
        let office = try await Office.open()
        try await office.create("of acme")
        let desk = try await Desk.open(["--mode", "remote", "--server", office.server.url])
        try await desk.terminal.waitFor("the tickets of acme") {
            $0.contains("Tickets of acme") && $0.contains("of acme  ")
        }
        await desk.terminal.close()
        await office.close()
    }

    @Test func aLostServerIsToldAndNothingTypedIsLost() async throws {
        let office = try await Office.open()
        let desk = try await Desk.remote(office.server)
        try await desk.terminal.waitFor(text: "No tickets yet")
        try await office.create("seen before")
        try await desk.terminal.waitFor(text: "seen before")
        try await desk.terminal.press("n")
        try await desk.terminal.waitFor(text: "New ticket")
        try await desk.terminal.type("typed while away")

        office.server.kill9()
        try await desk.terminal.waitFor("the banner and the text") {
            $0.contains("lost") && $0.contains("typed while away")
        }
        try await desk.terminal.press("C-s")
        try await desk.terminal.waitFor("the refusal and the text") {
            $0.contains("cannot be reached") && $0.contains("typed while away")
        }

        try await office.server.restart()
        try await desk.terminal.waitFor("the end of the banner", within: .seconds(20)) {
            !$0.contains("lost")
        }
        try await eventually("a saved ticket", within: .seconds(20)) {
            try await desk.terminal.press("C-s")
            return try await !desk.terminal.screen().contains("New ticket")
        }
        try await desk.terminal.waitFor("both tickets") {
            $0.contains("seen before") && $0.contains("typed while away")
        }
        await desk.terminal.close()
        await office.close()
    }

    @Test func aServiceThatIsNotThereIsSaidAndFoundLater() async throws {
        let server = try await NATSServer.start()
        let desk = try await Desk.remote(server)
        try await desk.terminal.waitFor(text: "no service")
        let service = try await ServiceProcess.start(on: server)
        try await desk.terminal.waitFor(text: "No tickets yet", within: .seconds(20))
        await service.stop()
        await desk.terminal.close()
        server.stop()
    }

    @Test func eventsOfOthersAreShownWhateverTheyHold() async throws {
        let office = try await Office.open()
        let desk = try await Desk.remote(office.server)
        try await desk.terminal.waitFor(text: "No tickets yet")
        try await desk.terminal.press("2")
        try await office.create("made elsewhere")
        try await desk.terminal.waitFor(text: "made elsewhere")
        let hostile = Array("\u{1B}[2J\u{1B}]0;owned\u{7} \u{9B}31m not json".utf8)
        _ = try await office.connection.jetStream.publish("notification.test", hostile)
        try await desk.terminal.waitFor("the foreign message, the screen unharmed") {
            $0.contains("notification") && $0.contains("not") && $0.contains("made elsewhere")
                && $0.contains("TicketDeck")
        }
        await desk.terminal.close()
        await office.close()
    }
}
