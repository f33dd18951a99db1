import LogLines
import JSON
import Testing
import TicketService
import TicketWire
import Tickets

@Suite("The log says what happened and nothing that people typed")
struct LogTests {
    @Test("One JSON object a line, requests at debug, failures at info")
    func lines() async throws {
        let desk = try Desk()
        _ = await desk.raw(
            #"{"action":"create","tenant_id":"acme","actor":"SECRET","request_id":"r-1","data":{"title":"SECRET","description":"SECRET"}}"#
        )
        _ = await desk.raw(
            #"{"action":"create","tenant_id":"acme","request_id":"r-2","data":{"assignee":"SECRET\u0007"}}"#)
        _ = await desk.raw(#"{"SECRET"#)
        let lines = try desk.lines.all.map { try JSONValue(parsing: $0) }
        #expect(desk.lines.all.allSatisfy { $0.hasSuffix("\n") && $0.dropLast().firstIndex(of: "\n") == nil })
        #expect(!desk.lines.all.joined().contains("SECRET"))
        #expect(lines.map { $0["level"]?.string } == ["debug", "info", "info"])
        #expect(
            lines[0].object?.keys == [
                "timestamp", "level", "message", "service", "request_id", "tenant_id", "action",
                "duration_ms",
            ])
        #expect(lines[1].object?.keys.last == "error")
        #expect(lines[1]["error"]?.string == "400 title is required")
        #expect(lines[1]["request_id"]?.string == "r-2")
        #expect(lines[0]["service"]?.string == "ticket-service")
        #expect(lines[0]["timestamp"]?.string.flatMap { Timestamp($0) } == desk.clock.now())
        #expect(lines[2]["tenant_id"] == nil)
    }

    @Test("What is below the level is left out")
    func level() async throws {
        let desk = try Desk(level: .warn)
        try await desk.create("a")
        _ = await desk.raw("{}")
        #expect(desk.lines.all.isEmpty)
        _ = desk.service.shed()
        #expect(desk.lines.all.count == 1)
    }

    @Test("A record below the level is not even made; refusals fill no log")
    func cheap() throws {
        let desk = try Desk(level: .info)
        desk.log.write(
            .debug,
            {
                Issue.record("made"); return LogRecord(.debug, "never")
            }())
        for _ in 0..<1000 { _ = desk.service.shed() }
        #expect(desk.lines.all.count < 100)
        #expect(desk.lines.all.first?.contains("429") == true)
    }
}
