import JSON
import NATS
import Support
import Testing

extension ScriptTests {
    /// `ticketdeck tickets import`, also when something goes wrong.
    struct ImportCommandTests {
        private func titles(_ site: Site) async throws -> [String] {
            let list = try await site.run("tickets", "list", "--tenant", "acme", "--all", "--output", "json")
            return try JSONValue(parsing: list.output).array?.compactMap { $0["title"]?.string } ?? []
        }

        @Test func badLinesAreNamedAndTheRestGoOn() async throws {
            let site = try await Site.open()
            defer { site.close() }
            let long = String(repeating: "x", count: 70_000)
            let input = """
                {"title":"first","revision":7,"id":"kept by the service"}\r
                not json

                {"title":"","priority":"huge"}
                \(long)
                ["title"]
                \t \r
                \0\0
                {"title":"last"}
                """
            let result = try await site.run("tickets", "import", "--tenant", "acme", "-", input: input)
            #expect(result.status == 1)
            #expect(result.output == "2 of 7 lines imported, 5 failed\n")
            let errors = result.error.lines
            #expect(errors.count == 6)
            #expect(errors[0].contains("line 2: is not JSON"))
            #expect(errors[1].contains("line 4: title is required; priority must be one of"))
            #expect(errors[2].contains("line 5: is longer than"))
            #expect(errors[3].contains("line 6: is not a JSON object"))
            #expect(errors[4].contains("line 8: is not JSON"))
            #expect(try await titles(site).sorted() == ["first", "last"])
        }

        @Test func theSameFileAgainMakesNothingTwiceAndEqualLinesStayTwo() async throws {
            let site = try await Site.open()
            defer { site.close() }
            let folder = try TemporaryDirectory()
            let lines = [#"{"title":"same"}"#, #"{"title":"same"}"#, #"{"title":"other"}"#]
            let file = try folder.write(lines.joined(separator: "\n"), to: "tickets.jsonl")
            for _ in 0..<2 {
                let result = try await site.run(
                    "tickets", "import", "--tenant", "acme", file, "--output", "json")
                #expect(result.status == 0 && result.error.isEmpty)
                #expect(try JSONValue(parsing: result.output) == ["lines": 3, "imported": 3, "failed": 0])
                #expect(try await titles(site).sorted() == ["other", "same", "same"])
            }
            // A line in front does not make the others new.
            try folder.write(([#"{"title":"new"}"#] + lines).joined(separator: "\n"), to: "tickets.jsonl")
            _ = try await site.run("tickets", "import", "--tenant", "acme", file)
            #expect(try await titles(site).sorted() == ["new", "other", "same", "same"])
        }

        @Test(arguments: NATSServerVersion.installed)
        func aServerThatIsKilledOnTheWayLosesAndDoublesNothing(version: NATSServerVersion) async throws {
            let site = try await Site.open(version)
            defer { site.close() }
            let count = 4000
            let input = (0..<count).map { #"{"title":"T \#($0)"}"# }.joined(separator: "\n")
            async let importing = site.run(
                "tickets", "import", "--tenant", "acme", "-", "--output", "json", input: input)
            try await withConnection(site.server.options) { connection in
                try await eventually("some imported tickets", within: .seconds(30)) {
                    let stats = Array(#"{"action":"stats","tenant_id":"acme"}"#.utf8)
                    let reply = try await connection.request("ticket.service", stats, timeout: .seconds(5))
                    let total = try JSONValue(parsing: reply.payload)["data"]?["total"]?.integer ?? 0
                    return (100..<Int64(count)).contains(total)
                }
            }
            try await site.server.restart()
            let result = try await importing
            #expect(result.status == 0, "\(result.error)")
            #expect(result.error.lines.allSatisfy { $0.contains("the service") }, "\(result.error)")
            let titles = try await titles(site)
            #expect(titles.count == count)
            #expect(Set(titles) == Set((0..<count).map { "T \($0)" }))
        }

        @Test func itSaysThatItWaitsForALostServerAndThatItGoesOn() async throws {
            let site = try await Site.open()
            defer { site.close() }
            let folder = try TemporaryDirectory()
            let lines = (0..<20_000).map { #"{"title":"T \#($0)"}"# }.joined(separator: "\n")
            let file = try folder.write(lines, to: "tickets.jsonl")
            let importing = try await ChildProcess(
                Programs.dashboard,
                ["tickets", "import", "--tenant", "acme", file, "--server", site.server.url],
                log: folder.path + "/log")
            defer { importing.kill9() }
            try await withConnection(site.server.options) { connection in
                try await eventually("some imported tickets", within: .seconds(30)) {
                    let stats = Array(#"{"action":"stats","tenant_id":"acme"}"#.utf8)
                    let reply = try await connection.request("ticket.service", stats, timeout: .seconds(5))
                    return try JSONValue(parsing: reply.payload)["data"]?["total"]?.integer ?? 0 > 100
                }
            }
            site.server.kill9()
            try await eventually("it says that it waits", within: .seconds(20)) {
                folder.read("log").contains("waiting up to 30 s for the service: ")
            }
            try await site.server.start()
            try await eventually("it is done", within: .seconds(60)) {
                folder.read("log").contains("20000 of 20000 lines imported")
            }
            // Once, though many requests wait.
            #expect(folder.read("log").lines.count == 3)
            #expect(folder.read("log").lines[1].contains("goes on"))
        }

        @Test func aFileThatIsNotThereIsSaid() async throws {
            let site = try await Site.open()
            defer { site.close() }
            for path in ["/nonexistent/file", "/"] {
                let result = try await site.run("tickets", "import", "--tenant", "acme", path)
                #expect(result.status == 1 && result.error.contains("\(path) cannot be read"))
            }
        }
    }
}
