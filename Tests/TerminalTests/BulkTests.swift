import Screen
import Support
import Testing

/// Many tickets changed at once at the dashboard, while another client changes one of them.
@Suite(.serialized) struct BulkTests {
    @Test func aBulkChangeWithOneFailureIsToldAndUndoneInOneStep() async throws {
        let office = try await Office.open()
        for number in 1...12 { try await office.create("ticket \(number).") }
        let desk = try await Desk.remote(office.server)
        let terminal = desk.terminal
        try await terminal.waitFor("the list") { $0.contains("/12") && $0.contains("ticket 1.") }
        try await terminal.press("*")
        try await terminal.waitFor(text: "12 marked")
        try await terminal.press("Space")
        try await terminal.waitFor(text: "11 marked")
        try await terminal.press("s", "r")
        try await terminal.waitFor("the question") {
            $0.contains("Set the status of 11 tickets to resolved?") && $0.contains("y yes")
                && $0.contains("open, medium  ticket 11.")
        }
        // Somebody else is faster: the service has taken it before the answer to the question.
        try await office.change("ticket 7.", as: "lee", ["status": "closed"])
        try await terminal.press("y")
        try await terminal.waitFor("the result") {
            $0.contains("10 of 11 done") && $0.contains("ticket 7.")
                && $0.contains("lee changed status since")
        }
        try await terminal.press("Escape")
        try await terminal.waitFor("the row that failed, still marked") {
            $0.contains("1 marked") && rows(of: $0, with: "resolved") == 10
                && $0.contains("✗ lee changed status since")
        }
        try await terminal.press("u")
        try await terminal.waitFor("all as before, but lee's") {
            $0.contains("undone: 10 tickets as before") && rows(of: $0, with: "resolved") == 0
                && rows(of: $0, with: " open ") == 11
        }
        await terminal.close()
        await office.close()
    }

    @Test func onlyWhatTheFilterShowsIsDeletedAndAllOfThatComesBack() async throws {
        let office = try await Office.open()
        for number in 1...450 {
            try await office.create(number % 9 == 0 ? "keep \(number)." : "old \(number).")
        }
        let desk = try await Desk.remote(office.server)
        let terminal = desk.terminal
        try await terminal.waitFor(text: "1/450")
        try await terminal.press("*")
        try await terminal.waitFor(text: "450 marked")
        try await terminal.type("/old")
        try await terminal.press("Enter")
        try await terminal.waitFor("the filter") {
            $0.contains("450 marked, 50 hidden") && $0.contains("1/400")
        }
        try await terminal.press("d")
        try await terminal.waitFor("the question") {
            $0.contains("Delete 400 tickets?")
                && $0.contains("450 marked, 50 hidden by the filter are left out")
        }
        try await terminal.press("y")
        try await terminal.waitFor(text: "deleted 400 tickets")
        try await terminal.press("Escape")
        try await terminal.waitFor("the others, still marked") {
            $0.contains("1/50") && $0.contains("50 marked") && !$0.contains("old ")
        }
        try await terminal.press("u")
        try await terminal.waitFor("all of them again") {
            $0.contains("undone: 400 tickets as before") && $0.contains("/450")
        }
        await terminal.close()
        await office.close()
    }

    /// How many rows of the list hold a word.
    private func rows(of screen: String, with word: String) -> Int {
        screen.split(separator: "\n").count { $0.contains("ticket ") && $0.contains(word) }
    }
}
