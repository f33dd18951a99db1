import Screen
import Support
import Testing

/// The list of tickets while others work on them.
struct ListTests {
    @Test func aFilterHoldsWhileEventsArrive() async throws {
        let office = try await Office.open()
        for number in 1...5 { try await office.create("printer \(number)") }
        try await office.create("monitor 1")
        let desk = try await Desk.remote(office.server)
        try await desk.terminal.waitFor("the tickets") { $0.contains("monitor 1") && $0.contains("/6") }
        try await desk.terminal.type("/print")
        try await office.create("monitor 2")
        try await desk.terminal.type("er")
        for number in 6...9 {
            try await office.create("printer \(number)")
            try await office.create("monitor \(number)")
        }
        try await desk.terminal.press("Enter")
        let screen = try await desk.terminal.waitFor("the printers only, all of them") {
            $0.contains("/9 ") && $0.contains("printer 9") && !$0.contains("monitor")
        }
        #expect(screen.contains("/printer"))
        try await desk.terminal.press("Escape")
        try await desk.terminal.waitFor("all tickets") { $0.contains("/15 ") && $0.contains("monitor 9") }
        await desk.terminal.close()
        await office.close()
    }

    @Test func theLastOfManyTicketsIsAKeyAway() async throws {
        let office = try await Office.open()
        for number in 1...450 { try await office.create("ticket \(number).") }
        let desk = try await Desk.remote(office.server)
        try await desk.terminal.waitFor(text: "1/450")
        try await desk.terminal.press("G")
        try await desk.terminal.waitFor("the oldest ticket") {
            $0.contains("450/450") && $0.contains("ticket 1.")
        }
        try await office.create("a new one")
        try await desk.terminal.waitFor("word of the new ticket, the cursor on its own") {
            $0.contains("+1 new") && $0.contains("451/451") && $0.contains("ticket 1.")
        }
        try await desk.terminal.waitFor(text: "451 open")
        try await desk.terminal.press("g")
        try await desk.terminal.waitFor("the new ticket") {
            $0.contains("a new one") && !$0.contains("+1 new")
        }
        await desk.terminal.close()
        await office.close()
    }
}
