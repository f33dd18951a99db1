import Glibc
import Screen
import Support
import Testing

/// What a newcomer does first: the program with nothing but a `nats-server` on the machine.
@Suite(.serialized) struct FirstHourTests {
    @Test func aTicketIsCreatedEditedAndDeletedAndItsEventsAreSeen() async throws {
        let desk = try await Desk.open(["--mode", "embedded"])
        let terminal = desk.terminal
        try await terminal.waitFor(text: "No tickets yet")
        try await desk.create("Printer on fire")

        try await terminal.press("e")
        try await terminal.waitFor(text: "Edit ticket")
        try await terminal.type(" again")
        try await terminal.press("C-s")
        try await terminal.waitFor("the edited title in the list") {
            $0.contains("Printer on fire again") && !$0.contains("Edit ticket")
        }

        try await terminal.press("d")
        try await terminal.waitFor(text: "y yes")
        try await terminal.press("y")
        try await terminal.waitFor(text: "No tickets yet")

        try await terminal.press("2")
        try await terminal.waitFor("the three events") { screen in
            ["ticket.create", "ticket.update", "ticket.delete"].allSatisfy(screen.contains)
        }
        try await terminal.press("3")
        try await terminal.waitFor("the server's row") { $0.contains("● up") && $0.contains("1 up") }

        #expect(try await desk.serverProcesses().count == 1)
        try await terminal.press("1")
        try await terminal.press("q")
        #expect(try await terminal.waitForEnd() == 0)
        #expect(try await desk.serverProcesses().isEmpty)
        await terminal.close()
    }

    @Test func ticketsAreThereAtTheNextStartAndForASecondDashboard() async throws {
        let first = try await Desk.open(["--mode", "embedded"])
        try await first.terminal.waitFor(text: "No tickets yet")
        try await first.create("Kept from one start to the next")
        try await first.terminal.press("q")
        #expect(try await first.terminal.waitForEnd() == 0)
        await first.terminal.close()

        let next = try await Desk.open(["--mode", "embedded"], folder: first.folder)
        try await next.terminal.waitFor(text: "Kept from one start")
        let beside = try await Desk.open(["--mode", "embedded"], folder: first.folder)
        try await beside.terminal.waitFor(text: "Kept from one start")
        try await beside.create("From beside")
        try await next.terminal.waitFor(text: "From beside")
        #expect(try await next.serverProcesses().count == 1)
        try await next.terminal.press("q")
        #expect(try await next.terminal.waitForEnd() == 0)
        await next.terminal.close()
        // The server is started again by the one that is left, which goes on where it was.
        try await beside.terminal.press("n")
        try await beside.terminal.waitFor(text: "New ticket")
        try await beside.terminal.type("After the other left")
        try await eventually("the ticket is saved", within: .seconds(20)) {
            try await beside.terminal.press("C-s")
            try await Task.sleep(for: .milliseconds(100))
            let screen = try await beside.terminal.screen()
            return screen.contains("After the other left") && !screen.contains("New ticket")
        }
        try await beside.terminal.waitFor(text: "Kept from one start")
        try await beside.terminal.press("q")
        #expect(try await beside.terminal.waitForEnd() == 0)
        await beside.terminal.close()
    }

    @Test func withoutJetStreamTheTicketsStayInMemoryAndTheScreenSaysSo() async throws {
        let server = try await NATSServer.start(usesJetStream: false)
        defer { server.stop() }
        let desk = try await Desk.open(
            ["--mode", "embedded", "--server", server.url], size: Size(width: 120, height: 30))
        try await desk.terminal.waitFor(text: "No tickets yet")
        try await desk.terminal.waitFor(text: "the server has no JetStream")
        try await desk.create("Only for now")
        try await desk.terminal.press("2")
        try await desk.terminal.waitFor(text: "ticket.create")
        try await desk.terminal.press("1")
        try await desk.terminal.press("q")
        #expect(try await desk.terminal.waitForEnd() == 0)
        await desk.terminal.close()
    }

    @Test func aPastedTextIsData() async throws {
        let desk = try await Desk.open(["--mode", "embedded"])
        let terminal = desk.terminal
        try await terminal.waitFor(text: "No tickets yet")
        // Outside of a field a paste does nothing: no key of it is obeyed.
        try await terminal.paste("nqd\n")
        try await terminal.press("n")
        try await terminal.waitFor(text: "New ticket")
        try await terminal.paste("first line\nsecond line\r\n\u{1B}[31mq")
        try await terminal.waitFor(text: "first line second line")
        try await terminal.press("Tab")
        try await terminal.paste("one\ntwo\n")
        try await terminal.waitFor("two lines in the description") {
            $0.contains("one") && $0.contains("two")
        }
        try await terminal.press("C-s")
        try await terminal.waitFor("the ticket in the list") {
            $0.contains("first line second line") && !$0.contains("New ticket")
        }
        await terminal.close()
    }

    @Test func theEditorGetsTheDescriptionAndGivesItBack() async throws {
        let folder = try TemporaryDirectory()
        let editor = try folder.write(
            "#!/bin/sh\nprintf 'written elsewhere\\nin two lines' >> \"$1\"\n", to: "editor")
        try folder.makeExecutable("editor")
        let desk = try await Desk.open(
            ["--mode", "embedded"], environment: ["VISUAL": editor], folder: folder)
        let terminal = desk.terminal
        try await terminal.waitFor(text: "No tickets yet")
        try await terminal.press("n")
        try await terminal.waitFor(text: "New ticket")
        try await terminal.press("F2")
        try await terminal.waitFor("the editor's text in the form") {
            $0.contains("written elsewhere") && $0.contains("in two lines") && $0.contains("New ticket")
        }
        await terminal.close()
    }

    @Test(arguments: [
        ("no-such-editor", "cannot be run"), ("false", "status 1"), ("kill -9 $$;", "signal 9"),
    ])
    func whyTheEditorFailedIsSaid(editor: String, reason: String) async throws {
        let desk = try await Desk.open(["--mode", "embedded"], environment: ["VISUAL": editor])
        try await desk.terminal.waitFor(text: "No tickets yet")
        try await desk.terminal.press("n")
        try await desk.terminal.waitFor(text: "New ticket")
        try await desk.terminal.press("F2")
        try await desk.terminal.waitFor(text: reason)
        await desk.terminal.close()
    }

    @Test func anUnsavedFormIsNotLostByAnyWayOut() async throws {
        let desk = try await Desk.open(["--mode", "embedded"])
        let terminal = desk.terminal
        try await terminal.waitFor(text: "No tickets yet")
        try await terminal.press("n")
        try await terminal.waitFor(text: "New ticket")
        try await terminal.type("half a thought")
        try await terminal.press("C-c")
        try await terminal.waitFor(text: "y yes")
        try await terminal.press("x")
        try await terminal.waitFor("the form, unharmed") {
            $0.contains("half a thought") && !$0.contains("y yes")
        }
        try await terminal.press("Escape")
        try await terminal.waitFor(text: "y yes")
        try await terminal.press("Escape")
        try await terminal.waitFor("the form, unharmed") {
            $0.contains("half a thought") && !$0.contains("y yes")
        }
        await terminal.close()
    }

    @Test(arguments: [SIGKILL, SIGTERM])
    func aDraftOutlivesTheProgram(signal: Int32) async throws {
        let folder = try TemporaryDirectory()
        let first = try await Desk.open(["--mode", "embedded"], folder: folder)
        try await first.terminal.waitFor(text: "No tickets yet")
        try await first.terminal.press("n")
        try await first.terminal.waitFor(text: "New ticket")
        try await first.terminal.type("do not lose me")
        try await first.terminal.waitFor(text: "do not lose me")
        if signal == SIGKILL {
            try await eventually("the draft on disk") {
                folder.hasFile(under: "data/ticketdeck/drafts", containing: "do not lose me")
            }
        }
        kill(try await first.terminal.processID(), signal)
        let status = try await first.terminal.waitForEnd()
        #expect(status == 128 + Int(signal))
        await first.terminal.close()

        let second = try await Desk.open(["--mode", "embedded"], folder: folder)
        try await second.terminal.waitFor(text: "y yes")
        try await second.terminal.press("y")
        try await second.terminal.waitFor("the form as it was") {
            $0.contains("New ticket") && $0.contains("do not lose me")
        }
        await second.terminal.close()
    }
}
