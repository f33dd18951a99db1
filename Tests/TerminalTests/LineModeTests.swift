import Glibc
import JSON
import Screen
import Support
import Testing

/// `--accessible`: the dashboard as lines of text.
@Suite(.serialized) struct LineModeTests {
    private func desk(
        _ office: Office, _ more: [String] = [], folder: TemporaryDirectory? = nil
    ) async throws -> Desk {
        try await Desk.open(
            ["--accessible", "--mode", "remote", "--server", office.server.url, "--tenant", "acme"] + more,
            size: Size(width: 100, height: 60), term: "dumb", folder: folder)
    }

    private func say(_ desk: Desk, _ lines: String...) async throws {
        for line in lines {
            try await desk.terminal.type(line)
            try await desk.terminal.press("Enter")
        }
    }

    @Test func aTicketIsCreatedReadEditedFilteredAndDeleted() async throws {
        let office = try await Office.open()
        let desk = try await desk(office)
        let terminal = desk.terminal
        try await terminal.waitFor(text: "No tickets in acme.")
        try await say(desk, "new", "Printer on fire", "It does not stop.", ".", "3", "lee", "s")
        try await terminal.waitFor(text: "Created \"Printer on fire\".")
        try await say(desk, "list")
        try await terminal.waitFor(text: "1. Printer on fire; open; high; lee; just now")
        try await say(desk, "read 1")
        try await terminal.waitFor(text: "It does not stop.\n>")
        try await say(desk, "edit 1", "4", "2", "s")
        try await terminal.waitFor(text: "Saved \"Printer on fire\".")
        try await say(desk, "filter status:closed")
        try await terminal.waitFor(text: "No tickets in acme, filter status:closed.")
        try await say(desk, "filter", "delete 1", "n")
        try await terminal.waitFor(text: "Not deleted.")
        try await say(desk, "delete 1", "y")
        try await terminal.waitFor(text: "Deleted \"Printer on fire\".")
        try await say(desk, "undo")
        try await terminal.waitFor(text: "\"Printer on fire\" is back.")
        let screen = try await terminal.screen()
        #expect(screen.unicodeScalars.allSatisfy { $0.isASCII }, "nothing is drawn")
        #expect(!screen.contains("maria created"), "one's own changes are no news")
        try await say(desk, "quit")
        #expect(try await terminal.waitForEnd() == 0)
        await terminal.close()
        await office.close()
    }

    @Test func whatOthersDoIsSaid() async throws {
        let office = try await Office.open()
        let desk = try await desk(office)
        try await desk.terminal.waitFor(text: "No tickets in acme.")
        try await office.create("From elsewhere")
        try await desk.terminal.waitFor(text: "Somebody created \"From elsewhere\"")
        try await say(desk, "sideways", "read 7")
        try await desk.terminal.waitFor(text: "There is no command sideways.")
        try await desk.terminal.waitFor(text: "No tickets are listed.")
        try await desk.terminal.press("C-c")
        #expect(try await desk.terminal.waitForEnd() == 0)
        await desk.terminal.close()
        await office.close()
    }

    @Test func whatWasTypedIsOfferedAgainAfterAKill() async throws {
        let office = try await Office.open()
        let first = try await desk(office)
        try await first.terminal.waitFor(text: "No tickets in acme.")
        try await say(first, "new", "Half a ticket")
        try await first.terminal.waitFor(text: "Description")
        kill(try await first.terminal.processID(), SIGKILL)
        #expect(try await first.terminal.waitForEnd() == 128 + 9)
        await first.terminal.close()

        let next = try await desk(office, folder: first.folder)
        try await next.terminal.waitFor(text: "\"Half a ticket\". Open it?")
        try await say(next, "y", "s")
        try await next.terminal.waitFor(text: "Created \"Half a ticket\".")
        try await say(next, "quit")
        #expect(try await next.terminal.waitForEnd() == 0)
        await next.terminal.close()
        await office.close()
    }

    @Test func aTicketThatSomebodyElseChangedIsNotOverwrittenUnseen() async throws {
        let office = try await Office.open()
        try await office.create("Contested")
        let (mine, theirs) = (try await desk(office), try await desk(office))
        for desk in [mine, theirs] {
            try await desk.terminal.waitFor(text: "1. Contested")
            try await say(desk, "edit 1")
            try await desk.terminal.waitFor(text: "s to save")
        }
        try await say(theirs, "5", "kim", "s")
        try await theirs.terminal.waitFor(text: "Saved \"Contested\".")
        try await say(mine, "1", "Contested no more", "s")
        try await mine.terminal.waitFor(text: "somebody changed the ticket meanwhile")
        try await mine.terminal.waitFor(text: "Theirs: assignee from nobody to kim.")
        try await say(mine, "s")
        try await mine.terminal.waitFor(text: "Saved \"Contested no more\".")
        try await say(mine, "list")
        try await mine.terminal.waitFor(text: "1. Contested no more; open; medium; kim;")
        for desk in [mine, theirs] { await desk.terminal.close() }
        await office.close()
    }

    @Test func whatCannotBeSavedIsKeptAndCanBeMended() async throws {
        let office = try await Office.open()
        let desk = try await desk(office)
        try await desk.terminal.waitFor(text: "No tickets in acme.")
        try await say(desk, "new", " ", ".", "", "")
        try await desk.terminal.waitFor(text: "This cannot be saved so: title is required.")
        try await say(desk, "s")
        try await desk.terminal.waitFor(text: "Not saved: title is required")
        try await say(desk, "1", "Mended", "s")
        try await desk.terminal.waitFor(text: "Created \"Mended\".")
        await desk.terminal.close()
        await office.close()
    }

    @Test func howTheServiceIsIsSaid() async throws {
        let office = try await Office.open()
        let desk = try await desk(office)
        try await desk.terminal.waitFor(text: "No tickets in acme.")
        try await say(desk, "service")
        try await desk.terminal.waitFor(text: "The service: 1 instance, ")
        try await desk.terminal.waitFor(text: ": ok, version ")
        await desk.terminal.close()
        await office.close()
    }

    @Test func alertsAreSaid() async throws {
        let office = try await Office.open()
        let folder = try TemporaryDirectory()
        let path = try folder.write(AlertTests.rules, to: "alerts.toml")
        let desk = try await desk(office, ["--config", path], folder: folder)
        try await desk.terminal.waitFor(text: "No tickets in acme.")
        try await eventually("a ticket that is told") {
            try await office.create("Printer on fire")
            return try await desk.terminal.screen().contains("Alert fire: ticket.create acme: created: Printer")
        }
        await desk.terminal.close()
        await office.close()
    }

    @Test func readOnlyChangesNothing() async throws {
        let office = try await Office.open()
        let desk = try await desk(office, ["--read-only"])
        try await desk.terminal.waitFor(text: "No tickets in acme.")
        try await say(desk, "new")
        try await desk.terminal.waitFor(text: "read-only: nothing can be changed here")
        await desk.terminal.close()
        await office.close()
    }
}
