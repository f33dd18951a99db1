import Glibc
import JSON
import Support
import Testing
import Tickets

extension ScriptTests {
    /// Every combination of the options of `ticketdeck events`.
    struct EventOptionTests {
        private typealias Stored = EventSite.Stored

        /// Options that select, and whether they let a message through.
        private static let selections: [([String], @Sendable (Stored) -> Bool)] = [
            ([], { _ in true }),
            (["--tenant", "acme"], { $0.tenant == "acme" }),
            (["--subject", "ticket.*"], { $0.subject.hasPrefix("ticket.") }),
            (["tenant:acme -subject:audit.*"], { $0.tenant == "acme" && !$0.subject.hasPrefix("audit") }),
            (["printer", "actor:kim"], { $0.title.hasPrefix("printer") && $0.actor == "kim" }),
            (
                ["--tenant", "globex", "--subject", "ticket.update", "--", "-actor:lee"],
                { $0.tenant == "globex" && $0.subject == "ticket.update" && $0.actor != "lee" }
            ),
            (["actor:nobody"], { _ in false }),
        ]

        /// Options that begin, and what of the selected ones is printed.
        private static let starts: [([String], @Sendable ([Stored]) -> [Stored])] = [
            ([], { $0.suffix(20) }),
            (["--last", "3"], { $0.suffix(3) }),
            (["--last", "1000"], { $0 }),
            (["--last", "0"], { _ in [] }),
            (["--from-sequence", "30"], { $0.filter { $0.sequence >= 30 } }),
            (["--from-sequence", "1"], { $0 }),
            (["--from-sequence", "61"], { _ in [] }),
            (["--since", "1h"], { $0 }),
            (["--since", "2020-01-01T00:00:00+02:00"], { $0 }),
            (["--since", "2020-01-01T14:30"], { $0 }),
            (["--since", "2999-01-01T00:00:00Z"], { _ in [] }),
        ]

        @Test(arguments: NATSServerVersion.installed)
        func everyCombinationEndsWithWhatItSelects(version: NATSServerVersion) async throws {
            let site = try await EventSite.open(version)
            defer { site.server.stop() }
            for (selecting, isSelected) in Self.selections {
                let selected = site.stored.filter(isSelected)
                for (starting, begins) in Self.starts {
                    let expected = begins(selected)
                    for form in ["text", "json"] {
                        let result = try await site.events(starting + ["--output", form] + selecting)
                        let name = "\(starting + selecting) \(form)"
                        #expect(result.status == 0, "\(name): \(result.error)")
                        #expect(
                            EventSite.sequences(result.output) == expected.map(\.sequence),
                            "\(name): \(result.error)")
                        let isUnreadable = expected.contains { $0.sequence == EventSite.unreadable }
                        #expect(
                            result.error.contains("1 message so far on subjects of tickets") == isUnreadable,
                            "\(name): \(result.error)")
                    }
                }
            }
        }

        /// The reader leaves when it has what is expected, which ends the following quietly.
        @Test func everyCombinationFollows() async throws {
            let site = try await EventSite.open()
            defer { site.server.stop() }
            for (selecting, isSelected) in Self.selections {
                for (starting, begins) in Self.starts {
                    let expected = begins(site.stored.filter(isSelected))
                    guard !expected.isEmpty else { continue }
                    for form in ["text", "json"] {
                        let result = try await site.bash(
                            #"count=$1; shift; events --follow "$@" 2>/dev/null | head -n $count; exit ${PIPESTATUS[0]}"#,
                            ["\(expected.count)"] + starting + ["--output", form] + selecting)
                        #expect(result.status == 141, "\(starting + selecting) \(form)")
                        #expect(EventSite.sequences(result.output) == expected.map(\.sequence))
                    }
                }
            }
        }

        @Test func aHoleIsToldOnlyWhereItIsCrossed() async throws {
            let site = try await EventSite.open()
            defer { site.server.stop() }
            let word = "ticketdeck: sequence 33 is not in the stream: deleted\n"
            for (options, isTold) in [
                (["--from-sequence", "30"], true), (["--from-sequence", "34"], false),
                (["--last", "50"], true), (["--last", "5"], false), (["--since", "1h"], true),
                (["--from-sequence", "30", "tenant:acme"], true),
                // Where the server selects, nobody knows.
                (["--from-sequence", "30", "--subject", "ticket.create"], false),
            ] {
                let result = try await site.events(options)
                #expect(result.error.contains(word) == isTold, "\(options): \(result.error)")
            }
            let all = try await site.bash("events --from-sequence 1 --output json 2>&1 >/dev/null | wc -l")
            #expect(all.output.contains("2"), "the hole and the unreadable one")
        }

        @Test func theTextHasTheLocalTimeAndTheWordsOfTheView() async throws {
            let site = try await EventSite.open()
            defer { site.server.stop() }
            let json = try await site.bash("TZ=ABC-5:30 events --from-sequence 57 --output json")
            let text = try await site.bash("TZ=ABC-5:30 events --from-sequence 57")
            let time = try #require(try JSONValue(parsing: json.output.lines[0])["time"]?.string)
            let shifted = try #require(Timestamp(time)).advanced(by: .seconds(19_800)).description
            let local = shifted.prefix(10) + " " + shifted.dropFirst(11).prefix(8)
            let line = text.output.lines[0]
            #expect(
                line
                    == "    57  \(local)  ticket.update  acme      00000057  kim       status open -> in progress"
            )
            #expect(
                text.output.lines[1].hasSuffix(
                    "ticket.create  globex    00000058  kim       created: screen 58"))
            #expect(
                text.output.lines[3].hasSuffix(
                    #"audit.login    globex    -         -         {"say":"printer 60"}"#))
        }

        @Test func aReaderThatGoesEndsItQuietly() async throws {
            let site = try await EventSite.open()
            defer { site.server.stop() }
            let line = #"for i in 1 2 3; do events --last 10 --output json; done | head -n 1 >/dev/null"#
            #expect(try await site.bash(line).error == "")
            // Nothing comes any more when the reader has gone.
            let follow = #"events --follow --last 1 --output json | head -n 1; exit ${PIPESTATUS[0]}"#
            let result = try await withDeadline(.seconds(20)) { try await site.bash(follow) }
            #expect(result.status == 141 && result.error == "" && result.output.lines.count == 1)
        }

        @Test func controlCEndsItInOrder() async throws {
            let site = try await EventSite.open()
            defer { site.server.stop() }
            let folder = site.server.directory
            let script =
                #""\#(Programs.dashboard)" events --follow --last 2 --server \#(site.server.url) >out 2>err & "#
                + "echo $! >pid; wait; wait $!; echo $? >status"
            let shell = try await ChildProcess(
                "/bin/bash", ["-c", "cd '\(folder.path)' && { \(script); }"], log: folder.path + "/shell")
            try await eventually("two lines") { folder.read("out").lines.count == 2 }
            let id = try #require(Int32(folder.read("pid").lines.first ?? ""))
            kill(id, SIGINT)
            try await eventually("an end") { !shell.isRunning }
            #expect(folder.read("status") == "130\n")
            #expect(EventSite.sequences(folder.read("out")) == [59, 60] && folder.read("err") == "")
        }

        @Test func wrongOptionsAreRefused() async throws {
            for (options, word) in [
                (["--since", "25:00"], "--since"), (["--since", "2026-13-01"], "--since"),
                (["--last", "-1"], "--last"), (["--last", "3", "--since", "1h"], "exclude each other"),
                (["--from-sequence", "1", "--last", "3"], "exclude each other"),
                (["--output", "table"], "--output"), (["--subject", "a b"], "--subject"),
            ] {
                let result = try await run([Programs.dashboard, "events"] + options)
                #expect(result.status == 64 && result.error.contains(word), "\(options): \(result.error)")
            }
        }
    }
}
