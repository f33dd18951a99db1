import Glibc
import JSON
import NATS
import Screen
import Support
import Testing

/// The events view in a terminal: following, stopping, other places, filters, markers, and the way to a ticket.
@Suite(.serialized) struct EventViewTests {
    @Test(arguments: [false, true]) func followPauseAndFollowAgain(isASCII: Bool) async throws {
        let office = try await Office.open()
        let desk = try await open(office, isASCII: isASCII)
        try await office.notify(1...60)
        try await desk.terminal.waitFor(text: "number 60.")
        try await desk.terminal.waitFor(text: "following")
        try await desk.terminal.press("PageUp", "PageUp")
        try await desk.terminal.waitFor("paused") { $0.contains("paused") && !$0.contains("number 60.") }
        let still = try await lines(desk)
        try await office.notify(61...70)
        try await desk.terminal.waitFor(text: "+10 new")
        #expect(try await lines(desk) == still)
        try await desk.terminal.press("G")
        try await desk.terminal.waitFor("the newest") {
            $0.contains("following") && $0.contains("number 70.")
        }
        if isASCII {
            let screen = try await desk.terminal.screen()
            #expect(screen.allSatisfy { $0.isASCII })
        }
        await close(desk, office)
    }

    @Test(arguments: [false, true]) func anyPlaceOfALongStream(isASCII: Bool) async throws {
        let office = try await Office.open()
        try await office.setUpStream()
        try await office.notify(1...3_000)
        let desk = try await open(office, isASCII: isASCII)
        try await desk.terminal.waitFor(text: "number 3000.")
        try await desk.terminal.press("g")
        try await desk.terminal.waitFor("the first event") {
            $0.contains("number 1.") && $0.contains("of 1..3,000 0%")
        }
        try await desk.terminal.press("f")
        try await desk.terminal.waitFor(text: "Events from")
        try await desk.terminal.type("nonsense")
        try await desk.terminal.press("Enter")
        try await desk.terminal.waitFor(text: "type 123")
        try await desk.terminal.press("C-u")
        try await desk.terminal.type("1500")
        try await desk.terminal.press("Enter")
        try await desk.terminal.waitFor("number 1500 on top") {
            $0.contains("seq 1,500 of 1..3,000 50%") && $0.contains("number 1500.")
                && !$0.contains("number 1499.")
        }
        try await desk.terminal.press("/")
        try await desk.terminal.type("subject:notification.* 2718.")
        try await desk.terminal.waitFor("the only one, found elsewhere") {
            $0.contains("number 2718.") && !$0.contains("number 1500.")
        }
        try await desk.terminal.press("Escape")
        try await desk.terminal.waitFor("all around it") {
            $0.contains("number 2718.") && $0.contains("number 2719.")
        }
        await close(desk, office)
    }

    @Test func fromAnEventToItsTicketAndFromATicketToItsEvents() async throws {
        let office = try await Office.open()
        for title in ["first", "second", "third"] { try await office.create(title) }
        let desk = try await open(office)
        try await desk.terminal.waitFor(text: "created: third")
        try await desk.terminal.press("k", "Enter")
        try await desk.terminal.waitFor("the page of the event") {
            $0.contains("Nats-Msg-Id") && $0.contains("ticket.create") && $0.contains("second")
        }
        try await desk.terminal.press("Enter")
        try await desk.terminal.waitFor("the ticket, open") {
            $0.contains("[1 Tickets]") && $0.contains("▌ Ticket")
        }
        #expect(try await desk.cursorLine().contains("second"))
        try await desk.terminal.press("v")
        try await desk.terminal.waitFor("its events only") {
            $0.contains("/ticket:") && $0.contains("created: second") && !$0.contains("created: third")
        }
        try await desk.terminal.press("Escape")
        try await desk.terminal.waitFor(text: "[1 Tickets]")
        await close(desk, office)
    }

    @Test func aMarkerAndWhatCameSince() async throws {
        let office = try await Office.open()
        let desk = try await open(office)
        try await office.notify(1...3)
        try await desk.terminal.waitFor(text: "number 3.")
        try await desk.terminal.press("m")
        try await desk.terminal.waitFor(text: "marker stands")
        try await office.notify(4...8)
        try await desk.terminal.waitFor(text: "5 since marker")
        try await desk.terminal.press("r")
        try await desk.terminal.waitFor("the rates") {
            $0.contains("notification.*") && $0.contains("last 60 s")
        }
        await close(desk, office)
    }

    private func open(_ office: Office, isASCII: Bool = false) async throws -> Desk {
        let arguments = ["--mode", "remote", "--server", office.server.url, "--tenant", "acme"]
        let desk = try await Desk.open(
            arguments + (isASCII ? ["--ascii"] : []), size: Size(width: 110, height: 30))
        try await desk.terminal.waitFor("the tickets") { $0.contains("[1 Tickets]") && $0.contains("ok") }
        try await desk.terminal.press("2")
        try await desk.terminal.waitFor(text: "[2 Events]")
        return desk
    }

    private func lines(_ desk: Desk) async throws -> [Substring] {
        // Without the last column, where the place in the stream is marked.
        let lines = try await desk.terminal.screen().split(separator: "\n", omittingEmptySubsequences: false)
        return lines.dropFirst(3).prefix(20).map { $0.prefix(100) }
    }

    private func close(_ desk: Desk, _ office: Office) async {
        await desk.terminal.close()
        await office.close()
    }
}

extension Office {
    /// Waits for the event stream, which the service makes.
    func setUpStream() async throws {
        try await eventually("an event stream") {
            do { return try await connection.jetStream.streamInfo("TICKET_EVENTS") != nil } catch {
                return false
            }
        }
    }

    /// Publishes numbered notifications into the event stream.
    func notify(_ numbers: ClosedRange<Int>) async throws {
        try await setUpStream()
        for number in numbers.dropLast() {
            try connection.publish("notification.test", Array("number \(number).".utf8))
        }
        _ = try await connection.jetStream.publish(
            "notification.test", Array("number \(numbers.upperBound).".utf8))
    }
}
