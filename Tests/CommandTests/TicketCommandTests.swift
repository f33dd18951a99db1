import JSON
import Support
import Testing

extension ScriptTests {
    /// `ticketdeck tickets` about one ticket.
    struct TicketCommandTests {
        @Test func aTicketFromItsCreationToItsReturn() async throws {
            let site = try await Site.open()
            defer { site.close() }
            let made = try await site.create(
                "Printer on fire", "--priority", "high", "--assignee", "lee", "--actor", "maria")
            let id = try #require(made["id"]?.string)
            #expect(made["priority"]?.string == "high" && made["revision"]?.integer == 1)

            let got = try await site.run("tickets", "get", "--tenant", "acme", id, "--output", "json")
            #expect(try JSONValue(parsing: got.output) == made)
            let shown = try await site.run("tickets", "get", "--tenant", "acme", id)
            #expect(
                shown.output.contains("Title     Printer on fire\n")
                    && shown.output.contains("Assignee  lee\n"))

            let changed = try await site.run(
                "tickets", "update", "--tenant", "acme", id, "--status", "in-progress", "--assignee", "",
                "--if-revision", "1", "--actor", "kim", "--output", "json")
            let json = try JSONValue(parsing: changed.output)
            #expect(json["status"]?.string == "in_progress" && json["revision"]?.integer == 2)
            #expect(json["assignee"] == nil)

            let deleted = try await site.run(
                "tickets", "delete", "--tenant", "acme", id, "--if-revision", "2", "--output", "json")
            #expect(try JSONValue(parsing: deleted.output) == ["id": .string(id), "deleted": true])
            let gone = try await site.run("tickets", "get", "--tenant", "acme", id)
            #expect(gone.status == 1 && gone.output.isEmpty && gone.error.contains("no such ticket"))
            let restored = try await site.run(
                "tickets", "restore", "--tenant", "acme", id, "--output", "json")
            #expect(try JSONValue(parsing: restored.output)["revision"]?.integer == 4)

            let history = try await site.run("tickets", "history", "--tenant", "acme", id, "--output", "json")
            let entries = try #require(try JSONValue(parsing: history.output).array)
            #expect(entries.compactMap { $0["action"]?.string } == ["create", "update", "delete", "restore"])
            #expect(entries.compactMap { $0["actor"]?.string }.prefix(2) == ["maria", "kim"])
            let table = try await site.run("tickets", "history", "--tenant", "acme", id)
            #expect(table.output.contains("status: open -> in_progress, assignee: lee -> none"))
            #expect(table.output.lines.count == 5 && table.error.isEmpty)
        }

        @Test func aStaleRevisionChangesNothingAndSaysThePresentOne() async throws {
            let site = try await Site.open()
            defer { site.close() }
            let id = try #require(try await site.create("Shared")["id"]?.string)
            let first = try await site.run(
                "tickets", "update", "--tenant", "acme", id, "--title", "Mine", "--if-revision", "1")
            #expect(first.status == 0)
            for command in [["update", "--title", "Yours"], ["delete"]] {
                let stale = try await site.run(
                    ["tickets", command[0], "--tenant", "acme", id, "--if-revision", "1"]
                        + command.dropFirst())
                #expect(stale.status == 1 && stale.output.isEmpty)
                #expect(stale.error.lines.count == 1 && stale.error.contains("at revision 2 now"))
            }
            let now = try await site.run("tickets", "get", "--tenant", "acme", id)
            #expect(now.output.contains("Title     Mine\n"))
        }

        @Test func everyFieldThatIsWrongIsNamed() async throws {
            let site = try await Site.open()
            defer { site.close() }
            let result = try await site.run(
                "tickets", "create", "--tenant", "acme", "--title", " ", "--assignee", "a\u{7}b",
                "--description", String(repeating: "x", count: 1001))
            #expect(result.status == 1 && result.output.isEmpty && result.error.lines.count == 1)
            for field in ["title is required", "assignee must not", "description is 1001 characters"] {
                #expect(result.error.contains(field))
            }
        }

        @Test func aDescriptionComesFromStdinAndIsPrintedInLines() async throws {
            let site = try await Site.open()
            defer { site.close() }
            let made = try await site.run(
                "tickets", "create", "--tenant", "acme", "--title", "Long", "--description", "-",
                "--output", "json", input: "one\ntwo \u{202E}three\n")
            let json = try JSONValue(parsing: made.output)
            #expect(json["description"]?.string == "one\ntwo \u{202E}three")
            #expect(!made.output.unicodeScalars.contains("\u{202E}"), "escaped in JSON")
            let id = try #require(json["id"]?.string)
            let shown = try await site.run("tickets", "get", "--tenant", "acme", id)
            #expect(shown.output.hasSuffix("\n\none\ntwo \u{FFFD}three\n"))
            let cleared = try await site.run(
                "tickets", "update", "--tenant", "acme", id, "--description", "-", "--output", "json")
            #expect(try JSONValue(parsing: cleared.output)["description"]?.string == "")
        }

        @Test func aRequestKeyMakesOneTicket() async throws {
            let site = try await Site.open()
            defer { site.close() }
            let first = try await site.create("Once", "--request-key", "k")
            #expect(try await site.create("Once", "--request-key", "k") == first)
            #expect(try await site.create("Once") != first)
        }

        @Test func aUserOfOneTenantAsksOnItsOwnSubject() async throws {
            let site = try await Site.open(
                configuration: """
                    authorization { users = [
                      { user: svc, password: p }
                      { user: acme, password: p, permissions: {
                          publish: ["ticket.service.acme"], subscribe: ["_INBOX_acme.>"] } }
                    ] }
                    """, serviceOptions: ["--user", "svc", "--password", "p"])
            defer { site.close() }
            let user = ["--user", "acme", "--password", "p", "--inbox-prefix", "_INBOX_acme"]
            for mode in ["auto", "on"] {
                let made = try await site.run(
                    ["tickets", "create", "--tenant", "acme", "--title", "Mine", "--tenant-subject", mode]
                        + user)
                #expect(made.status == 0)
            }
            let off = try await site.run(
                ["tickets", "list", "--tenant", "acme", "--tenant-subject", "off"] + user)
            #expect(off.status == 1 && off.error.contains("--tenant-subject"))
            let other = try await site.run(["tickets", "list", "--tenant", "globex"] + user)
            #expect(other.status == 1 && other.error.contains("does not let this user"))
            let events = try await site.run(["events"] + user)
            #expect(events.status == 1 && events.output.isEmpty && events.error.lines.count == 1)
        }
    }
}
