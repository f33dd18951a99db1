import Glibc
import Screen
import Support
import Testing

/// Two people work on the same tickets: one at the dashboard, one through another client.
@Suite(.serialized) struct EditingTests {
    @Test func twoChangesOfOneTicketAreComparedAndBothAreKept() async throws {
        let office = try await Office.open()
        try await office.create("Printer on fire")
        let desk = try await Desk.remote(office.server)
        let terminal = desk.terminal
        try await terminal.waitFor(text: "Printer on fire")
        try await terminal.press("e")
        try await terminal.waitFor(text: "Edit ticket")
        try await terminal.type(" again")
        try await office.change(
            "Printer on fire", as: "lee", ["title": "Printer burns", "status": "in_progress"])
        try await terminal.waitFor(text: "lee changed title, status meanwhile")
        try await terminal.press("C-s")
        try await terminal.waitFor("both changes") {
            $0.contains("lee changed this ticket, too") && $0.contains("t theirs Printer burns")
                && $0.contains("m mine   Printer on fire again") && $0.contains("1 to choose")
        }
        // Nothing is saved while nobody has chosen.
        try await terminal.press("C-s")
        try await terminal.waitFor(text: "choose for title first")
        try await terminal.press("m")
        try await terminal.waitFor(text: "Ctrl-S saves what is marked")
        try await terminal.press("C-s")
        try await terminal.waitFor("my title and lee's status in the list") {
            $0.contains("Printer on fire again") && $0.contains("in progress")
                && !$0.contains("to choose") && !$0.contains("what is marked")
        }

        try await terminal.press("h")
        try await terminal.waitFor("who did what") {
            $0.contains("3 revisions") && $0.contains("title Printer burns → Printer on fire again")
                && $0.contains("lee") && $0.contains("maria") && $0.contains("created: Printer on fire")
        }
        await terminal.close()
        await office.close()
    }

    @Test func changesAreUndoneOneAfterTheOtherButNotOverThoseOfOthers() async throws {
        let office = try await Office.open()
        try await office.create("Printer on fire")
        let desk = try await Desk.remote(office.server)
        let terminal = desk.terminal
        try await terminal.waitFor(text: "Printer on fire")
        try await terminal.press("s", "r")
        try await terminal.waitFor(text: "is now resolved")
        try await terminal.press("p", "c")
        try await terminal.waitFor(text: "is now critical")
        try await terminal.press("d")
        try await terminal.waitFor(text: "y yes")
        try await terminal.press("y")
        try await terminal.waitFor(text: "No tickets yet")
        try await terminal.press("u")
        try await terminal.waitFor(text: "undone: \"Printer on fire\" is back")
        try await terminal.press("u")
        try await terminal.waitFor(text: "undone: priority of \"Printer on fire\" is medium again")
        try await terminal.press("u")
        try await terminal.waitFor(text: "undone: status of \"Printer on fire\" is open again")

        try await terminal.press("a")
        try await terminal.type("kim")
        try await terminal.press("Enter")
        try await terminal.waitFor(text: "is now kim")
        try await office.change("Printer on fire", as: "lee", ["assignee": "sam"])
        try await terminal.waitFor("lee's change in the list") { $0.contains("sam") }
        try await terminal.press("u")
        try await terminal.waitFor(text: "not undone: lee changed assignee since")
        #expect(try await terminal.screen().contains("sam"))
        await terminal.close()
        await office.close()
    }

    @Test func anEarlierRevisionIsRestoredAlsoOfADeletedTicket() async throws {
        let office = try await Office.open()
        try await office.create("Printer on fire")
        try await office.change("Printer on fire", as: "lee", ["description": "Third floor.\nBring water."])
        try await office.change("Printer on fire", as: "kim", ["description": "Third floor.\nBring foam."])
        let desk = try await Desk.remote(office.server)
        let terminal = desk.terminal
        try await terminal.waitFor(text: "Printer on fire")
        try await terminal.press("h")
        try await terminal.waitFor("what kim changed") {
            $0.contains("- Bring water.") && $0.contains("+ Bring foam.") && $0.contains("  Third floor.")
        }
        try await terminal.press("j")
        try await terminal.waitFor(text: "+ Bring water.")
        try await terminal.press("r")
        try await terminal.waitFor(text: "Set \"Printer on fire\" back to revision 2? This changes")
        try await terminal.press("y")
        try await terminal.waitFor("the new revision") {
            $0.contains("is as in revision 2 again") && $0.contains("4 revisions")
        }

        try await terminal.press("Escape")
        try await terminal.waitFor("the list") { !$0.contains("revisions") && $0.contains("of acme") }
        try await terminal.press("d")
        try await terminal.waitFor(text: "y yes")
        try await terminal.press("y")
        try await terminal.waitFor(text: "No tickets yet")
        try await terminal.press("2")
        try await terminal.waitFor(text: "ticket.delete")
        try await terminal.press("h")
        try await terminal.waitFor(text: "5 revisions")
        try await terminal.press("G", "r")
        try await terminal.waitFor(text: "as in revision 1?")
        try await terminal.press("y")
        try await terminal.waitFor(text: "7 revisions")
        try await terminal.press("1")
        try await terminal.waitFor("the ticket in the list") {
            $0.contains("Tickets of acme") && $0.contains("Printer on fire")
        }
        await terminal.close()
        await office.close()
    }

    @Test func theTextOutlivesTheTicket() async throws {
        let office = try await Office.open()
        let desk = try await Desk.remote(office.server)
        let terminal = desk.terminal
        try await terminal.waitFor(text: "No tickets yet")
        try await desk.create("Short life")
        try await terminal.press("e")
        try await terminal.waitFor(text: "Edit ticket")
        try await terminal.type(" of a ticket")
        let beside = try await Desk.remote(office.server)
        try await beside.terminal.waitFor(text: "Short life")
        try await beside.terminal.press("d")
        try await beside.terminal.waitFor(text: "y yes")
        try await beside.terminal.press("y")
        try await terminal.waitFor(text: "maria deleted it meanwhile")
        try await terminal.press("C-s")
        try await terminal.waitFor(text: "restore the ticket and save your text in it")
        try await terminal.press("Enter")
        try await terminal.waitFor("the ticket with the text") {
            $0.contains("Short life of a ticket") && !$0.contains("Edit ticket")
        }
        try await beside.terminal.waitFor(text: "Short life of a ticket")
        await beside.terminal.close()
        await terminal.close()
        await office.close()
    }

    @Test func aDraftOfAnEditedTicketIsComparedWithWhatOthersDidSince() async throws {
        let office = try await Office.open()
        try await office.create("Printer on fire")
        let first = try await Desk.remote(office.server)
        try await first.terminal.waitFor(text: "Printer on fire")
        try await first.terminal.press("e")
        try await first.terminal.waitFor(text: "Edit ticket")
        try await first.terminal.type(" again")
        try await eventually("the draft on disk") {
            first.folder.hasFile(under: "data/ticketdeck/drafts", containing: "on fire again")
        }
        kill(try await first.terminal.processID(), SIGKILL)
        _ = try await first.terminal.waitForEnd()
        await first.terminal.close()
        try await office.change("Printer on fire", as: "lee", ["priority": "low"])

        let second = try await Desk.remote(office.server, folder: first.folder)
        let terminal = second.terminal
        try await terminal.waitFor(text: "y yes")
        try await terminal.press("y")
        try await terminal.waitFor("the form as it was") {
            $0.contains("Printer on fire again") && $0.contains("was changed since this was written")
        }
        try await terminal.press("C-s")
        try await terminal.waitFor(text: "t theirs low")
        try await terminal.press("C-s")
        try await terminal.waitFor("both changes in the list") {
            $0.contains("Printer on fire again") && $0.contains("low") && !$0.contains("theirs")
        }
        await terminal.close()
        await office.close()
    }
}
