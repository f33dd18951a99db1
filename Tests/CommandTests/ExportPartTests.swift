import Support
import Testing
import Tickets

@testable import ticketdeck

struct ExportPartTests {
    private func ticket(_ title: String, _ description: String) -> Ticket {
        var random = SystemRandomNumberGenerator()
        let time = Timestamp(milliseconds: 1_795_176_030_000)
        return Ticket(
            id: TicketID(at: time, using: &random), tenant: .fallback, title: title, description: description,
            priority: .high, status: .inProgress, createdBy: "ann", assignee: nil, createdAt: time,
            updatedAt: time)
    }

    @Test func fieldsAreQuotedWhereTheyMustBe() {
        let ticket = ticket("a, \"b\"", "one\ntwo")
        #expect(
            TicketCSV.line(ticket)
                == "\(ticket.id),\"a, \"\"b\"\"\",\"one\ntwo\",in_progress,high,,ann,"
                + "2026-11-20T12:00:30.000Z,2026-11-20T12:00:30.000Z,default,1\r\n")
        #expect(TicketCSV.head.split(separator: ",").count == 11)
    }

    @Test func aFileIsThereOnlyWhenItIsWhole() async throws {
        let folder = try TemporaryDirectory()
        let file = try await ExportFile.create(folder.path + "/a", replaces: false)
        try await file.append(Array("one".utf8))
        #expect(folder.read("a").isEmpty)
        try await file.append(Array(" two".utf8))
        try await file.finish()
        #expect(folder.read("a") == "one two")
    }

    @Test func aFileThatCameMeanwhileIsNotLost() async throws {
        let folder = try TemporaryDirectory()
        let file = try await ExportFile.create(folder.path + "/a", replaces: false)
        try await file.append(Array("mine".utf8))
        try folder.write("theirs", to: "a")
        await #expect(throws: ExportFile.Problem.exists) { try await file.finish() }
        #expect(folder.read("a") == "theirs")
        await #expect(throws: ExportFile.Problem.exists) {
            try await ExportFile.create(folder.path + "/a", replaces: false)
        }
        let again = try await ExportFile.create(folder.path + "/a", replaces: true)
        try await again.append(Array("mine".utf8))
        #expect(folder.read("a") == "theirs")
        try await again.finish()
        #expect(folder.read("a") == "mine")
    }

    @Test func whatIsDiscardedLeavesNothing() async throws {
        let folder = try TemporaryDirectory()
        let file = try await ExportFile.create(folder.path + "/a", replaces: true)
        try await file.append(Array("half".utf8))
        file.discard()
        #expect(folder.read("a").isEmpty)
        await #expect(throws: ExportFile.Problem.self) { try await file.append([1]) }
    }
}
