import JSON
import NATS
import Support
import Testing

extension ScriptTests {
    /// What all commands have in common: exit statuses, help, completions, and the streams.
    struct UsageTests {
        private static let nobody = ["--server", "nats://127.0.0.1:1"]
        private static let id = "01a1fe16-f75e-7164-b337-ccf17213878d"

        @Test(
            arguments: [
                ["tickets", "list"], ["tickets", "list", "--tenant", "a b"],
                ["tickets", "list", "--tenant", "acme", "--status", "lost"],
                ["tickets", "list", "--tenant", "acme", "--limit", "0"],
                ["tickets", "list", "--tenant", "acme", "--output", "xml"],
                ["tickets", "get", "--tenant", "acme", "7"], ["tickets", "get", "--tenant", "acme"],
                ["tickets", "create", "--tenant", "acme"],
                ["tickets", "create", "--tenant", "acme", "--title", "x", "--priority", "huge"],
                ["tickets", "update", "--tenant", "acme", id],
                ["tickets", "update", "--tenant", "acme", id, "--title", "x", "--if-revision", "0"],
                ["tickets", "list", "--tenant", "acme", "--actor", "a\u{7}b"],
                ["tickets", "import", "--tenant", "acme"], ["events", "--last", "1", "--from-sequence", "1"],
                ["events", "--since", "soon"], ["events", "--subject", "a b"],
                ["events", "--output", "table"],
                ["load", "--requests", "1", "--duration", "1"], ["load", "--concurrency", "0"],
                ["load", "--mix", "none"], ["load", "--duration", "0"],
                ["streams", "setup", "--replicas", "9"],
            ])
        func wrongUsageEndsWith64(arguments: [String]) async throws {
            let result = try await run([Programs.dashboard] + arguments + Self.nobody)
            #expect(result.status == 64, "\(result.error)")
            #expect(result.output.isEmpty && !result.error.isEmpty)
        }

        private static let asking = [
            ["tickets", "list", "--tenant", "acme"], ["tickets", "get", "--tenant", "acme", id],
            ["tickets", "create", "--tenant", "acme", "--title", "x"],
            ["tickets", "update", "--tenant", "acme", id, "--title", "x"],
            ["tickets", "delete", "--tenant", "acme", id], ["tickets", "restore", "--tenant", "acme", id],
            ["tickets", "history", "--tenant", "acme", id], ["tickets", "export", "--tenant", "acme"],
            ["load", "--requests", "1"],
        ]

        @Test(arguments: asking + [["events"], ["streams", "setup"]])
        func withoutAServerItEndsWith2(arguments: [String]) async throws {
            let result = try await run([Programs.dashboard] + arguments + Self.nobody)
            #expect(result.status == 2)
            #expect(result.error.lines.count == 1 && result.error.contains("--server"))
            #expect(!result.output.contains("{"))
        }

        @Test func withoutAServiceItEndsWith2() async throws {
            let server = try await NATSServer.start()
            defer { server.stop() }
            for arguments in Self.asking {
                let result = try await run([Programs.dashboard] + arguments + ["--server", server.url])
                #expect(result.status == 2)
                #expect(
                    result.error.lines.count == 1 && result.error.contains("ticket-svc"), "\(result.error)")
            }
        }

        @Test(
            arguments: [
                ["tickets"], ["tickets", "list"], ["tickets", "get"], ["tickets", "create"],
                ["tickets", "update"], ["tickets", "delete"], ["tickets", "restore"], ["tickets", "history"],
                ["tickets", "import"], ["tickets", "export"], ["events"], ["streams", "setup"], ["load"],
                ["cluster", "up"], ["cluster", "down"], ["cluster", "start"], ["cluster", "stop"],
                ["cluster", "kill"], ["cluster", "backup"], ["cluster", "restore"], ["demo"],
            ])
        func helpHasAnExample(arguments: [String]) async throws {
            let result = try await run([Programs.dashboard] + arguments + ["--help"])
            #expect(result.status == 0 && result.error.isEmpty)
            let command = "ticketdeck \(arguments.joined(separator: " ")) "
            #expect(result.output.lines.contains { $0.hasPrefix(command) }, "\(result.output)")
        }

        @Test(arguments: ["bash", "zsh", "fish"])
        func completionsKnowTheCommands(shell: String) async throws {
            let script = try await run([Programs.dashboard, "completions", shell])
            #expect(script.status == 0)
            for word in [
                "tickets", "import", "if-revision", "in_progress", "from-sequence", "mixed",
            ] {
                #expect(script.output.contains(word), "\(word)")
            }
            guard shell == "bash" else { return }
            let check = try await run(["/bin/bash", "-n"], input: script.output)
            #expect(check.status == 0 && check.error.isEmpty)
        }

        @Test func streamsAreSetUpAsByTheService() async throws {
            let server = try await NATSServer.start()
            defer { server.stop() }
            func setUp(_ more: String...) async throws -> ProgramResult {
                try await run([Programs.dashboard, "streams", "setup", "--server", server.url] + more)
            }
            let first = try await setUp()
            #expect(first.status == 0 && first.error.isEmpty)
            #expect(first.output.contains("created the stream TICKET_EVENTS, replicas 1\n"))
            let second = try await run([Programs.service, "setup-streams", "--server", server.url])
            #expect(try await setUp().output == second.output)
            let json = try await setUp("--output", "json")
            let lines = try #require(try JSONValue(parsing: json.output).array)
            #expect(lines.compactMap(\.string) == second.output.lines)
        }
    }
}
