import JSON
import Screen
import Support
import Testing

extension ScriptTests {
    /// `ticketdeck tickets list` and `export`, also of more tickets than one reply holds.
    struct ListCommandTests {
        private static let count = 1250

        private static let lines = (0..<count).map { number in
            let status = number % 2 == 0 ? "open" : "closed"
            return
                #"{"title":"T \#(number)","status":"\#(status)","priority":"\#(number < 3 ? "critical" : "low")"}"#
        }

        private static func filled() async throws -> Site {
            let site = try await Site.open()
            let made = try await site.run(
                "tickets", "import", "--tenant", "acme", "-", input: lines.joined(separator: "\n"))
            guard made.status == 0 else { throw SupportError("not imported: \(made.error)") }
            return site
        }

        @Test func pagesAreFetchedUpToTheLimit() async throws {
            let site = try await Self.filled()
            defer { site.close() }
            for (options, expected) in [
                ([], 50), (["--limit", "7"], 7), (["--limit", "1100"], 1100),
                (["--limit", "5000"], Self.count),
                (["--all"], Self.count), (["--all", "--status", "open"], Self.count / 2),
                (["--status", "open", "--status", "closed", "--priority", "critical"], 3),
                (["--search", "t 77", "--limit", "1"], 1), (["--assignee", "nobody"], 0),
            ] {
                let list = ["tickets", "list", "--tenant", "acme"] + options
                let json = try await site.run(list + ["--output", "json"])
                let tickets = try #require(try JSONValue(parsing: json.output).array)
                #expect(json.status == 0 && json.error.isEmpty)
                #expect(tickets.count == expected, "\(options)")
                #expect(Set(tickets.compactMap { $0["id"]?.string }).count == expected)
                let table = try await site.run(list)
                #expect(table.output.lines.count == expected + 1)
                #expect(table.error.isEmpty == (options.contains("--all") || expected != Self.shown(options)))
            }
        }

        /// How many tickets a list without the end of the tickets would show.
        private static func shown(_ options: [String]) -> Int {
            switch options {
            case []: 50
            case ["--limit", "7"]: 7
            case ["--limit", "1100"]: 1100
            case ["--search", "t 77", "--limit", "1"]: 1
            default: -1
            }
        }

        @Test func theOrderIsTheOneAskedFor() async throws {
            let site = try await Site.open()
            defer { site.close() }
            for (title, priority) in [("b", "low"), ("C", "critical"), ("a", "high")] {
                try await site.create(title, "--priority", priority)
            }
            for (options, titles) in [
                (["--sort", "title", "--order", "asc"], ["a", "b", "C"]),
                (["--sort", "priority"], ["C", "a", "b"]),
                (["--sort", "created", "--order", "asc"], ["b", "C", "a"]),
            ] {
                let list = try await site.run(
                    ["tickets", "list", "--tenant", "acme", "-o", "json"] + options)
                let tickets = try #require(try JSONValue(parsing: list.output).array)
                #expect(tickets.compactMap { $0["title"]?.string } == titles)
            }
        }

        @Test func anExportHoldsEveryTicketAndCanBeImportedElsewhere() async throws {
            let site = try await Self.filled()
            defer { site.close() }
            let exported = try await site.run("tickets", "export", "--tenant", "acme")
            #expect(exported.status == 0 && exported.error.isEmpty)
            let tickets = try exported.output.lines.map { try JSONValue(parsing: $0) }
            #expect(
                Set(tickets.compactMap { $0["title"]?.string }) == Set((0..<Self.count).map { "T \($0)" }))
            let times = tickets.compactMap { $0["created_at"]?.string }
            #expect(times == times.sorted() && times.count == Self.count)

            let imported = try await site.run(
                "tickets", "import", "--tenant", "globex", "-", "--output", "json", input: exported.output)
            #expect(
                try JSONValue(parsing: imported.output) == ["lines": 1250, "imported": 1250, "failed": 0])
            let copy = try await site.run("tickets", "list", "--tenant", "globex", "--all", "-o", "json")
            let copies = try #require(try JSONValue(parsing: copy.output).array)
            func content(_ ticket: JSONValue) -> [String?] {
                ["title", "status", "priority"].map { ticket[$0]?.string }
            }
            #expect(Set(copies.map(content)) == Set(tickets.map(content)))
        }

        @Test func aReaderThatGoesAwayIsNoReasonToComplain() async throws {
            let site = try await Self.filled()
            defer { site.close() }
            let script =
                "\(Programs.dashboard) tickets export --tenant acme --server \(site.server.url) | head -1"
            let result = try await run(["/bin/sh", "-c", script])
            #expect(result.error.isEmpty)
            #expect(result.output.lines.count == 1)
            let full = try await run([
                "/bin/sh", "-c",
                "\(Programs.dashboard) tickets export --tenant acme --server \(site.server.url) > /dev/full",
            ])
            #expect(full.status == 1 && full.error.contains("stdout cannot be written"))
        }

        @Test func aTableFitsTheTerminal() async throws {
            let site = try await Site.open()
            defer { site.close() }
            let title = "Grüße " + String(repeating: "字", count: 60) + " the end"
            try await site.create(title, "--assignee", "lee")
            let whole = try await site.run("tickets", "list", "--tenant", "acme")
            #expect(whole.output.contains(title) && whole.output.contains("lee"))
            for width in [60, 80, 120] {
                let terminal = try await TerminalSession(
                    [Programs.dashboard, "tickets", "list", "--tenant", "acme", "--server", site.server.url],
                    size: Size(width: width, height: 12))
                #expect(try await terminal.waitForEnd() == 0)
                let lines = try await terminal.screen().lines
                #expect(lines.count == 3, "no line is longer than the terminal: \(lines)")
                #expect(lines[1].hasSuffix("…") && lines[1].contains("Grüße"))
                #expect(lines[0].contains("ASSIGNEE") == (width > 80))
                await terminal.close()
            }
        }
    }
}
