import JSON
import Support
import Testing

extension ScriptTests {
    /// The local cluster as commands.
    struct ClusterCommandTests {
        private let folder: TemporaryDirectory
        private let offset = Loopback.freeOffset()

        init() throws { folder = try TemporaryDirectory() }

        private func cluster(_ words: String...) async throws -> ProgramResult {
            try await run([Programs.dashboard, "cluster"] + words + ["--data-dir", folder.path])
        }

        /// Starts a cluster, does something with it, and leaves no process behind.
        private func withCluster(
            _ options: String..., body: ([String]) async throws -> Void
        ) async throws {
            let words = ["cluster", "up", "--base-port-offset", "\(offset)"] + options
            let up = try await run([Programs.dashboard] + words + ["--data-dir", folder.path])
            #expect(up.status == 0 && up.error.isEmpty, "\(up.error)")
            do { try await body(up.output.lines) } catch {
                _ = try await cluster("down", "--wipe")
                throw error
            }
            let down = try await cluster("down", "--wipe")
            #expect(down.status == 0)
        }

        @Test func aClusterIsStartedHurtHealedAndStopped() async throws {
            try await withCluster { lines in
                #expect(lines.count { $0.hasPrefix("started nats-motadata-") } == 3)
                #expect(lines.contains("created the stream TICKET_EVENTS, replicas 3"))
                let again = try await cluster("up")
                #expect(again.status == 0 && again.output.contains("nats-motadata-2 runs already"))
                #expect(again.output.contains("the stream TICKET_EVENTS is as it should be"))

                let killed = try await cluster("kill", "nats-motadata-2")
                #expect(killed.status == 0 && killed.output.hasPrefix("killed nats-motadata-2, process "))
                #expect(try await cluster("kill", "2").output == "nats-motadata-2 does not run\n")
                #expect(try await cluster("start", "2").output.hasPrefix("started nats-motadata-2"))
                #expect(try await cluster("start", "2").output.contains("runs already"))
                #expect(try await cluster("stop", "3").output.hasPrefix("stopped nats-motadata-3"))

                let nobody = try await cluster("kill", "7")
                #expect(nobody.status == 1 && nobody.error.contains("there is no node 7"))
                let stopped = try await cluster("down")
                #expect(stopped.output.lines == ["stopped nats-motadata-1", "stopped nats-motadata-2"])
                #expect(try await cluster("down").output == "no node ran\n")
            }
            let gone = try await cluster("down")
            #expect(gone.status == 1 && gone.error.contains("ticketdeck cluster up"))
        }

        @Test func aTenantUsesItsCredentials() async throws {
            try await withCluster("--tenants", "acme,globex") { _ in
                let servers = (0..<3).map { "nats://127.0.0.1:\(4222 + offset + $0)" }
                func connection(_ name: String) throws -> [String] {
                    let file = try JSONValue(
                        parsing: folder.read("cluster/\(name).creds.json"))
                    return [
                        "--server", servers.joined(separator: ","), "--user", file["user"]?.string ?? "",
                        "--password", file["password"]?.string ?? "",
                    ]
                }
                let service = try await ChildProcess(
                    Programs.service, try connection("ticket.service"), log: folder.path + "/service.log")
                defer { service.kill9() }
                let create = ["tickets", "create", "--title", "Printer on fire", "--tenant", "acme"]
                var created: ProgramResult?
                try await eventually("an answering service", within: .seconds(30)) {
                    created = try await run([Programs.dashboard] + create + connection("acme"))
                    return created?.status != 2
                }
                #expect(created?.status == 0, "\(created?.error ?? "")")
                let list = ["tickets", "list", "--tenant", "acme"]
                let own = try await run([Programs.dashboard] + list + connection("acme"))
                #expect(own.status == 0 && own.output.contains("Printer on fire"))
                let other = try await run([Programs.dashboard] + list + connection("globex"))
                #expect(other.status == 1 && !other.output.contains("Printer"))
                let none = try await run(
                    [Programs.dashboard] + list + ["--server", servers.joined(separator: ",")])
                #expect(none.status == 2)
            }
        }

        @Test func ticketsComeBackWithABackup() async throws {
            try await withCluster { _ in
                let servers = (0..<3).map { "nats://127.0.0.1:\(4222 + offset + $0)" }
                    .joined(separator: ",")
                let service = try await ChildProcess(
                    Programs.service, ["--server", servers], log: folder.path + "/service.log")
                defer { service.kill9() }
                func tickets(_ words: String...) async throws -> ProgramResult {
                    try await run(
                        [Programs.dashboard, "tickets"] + words + ["--tenant", "acme", "--server", servers])
                }
                try await eventually("an answering service", within: .seconds(30)) {
                    try await tickets("list").status == 0
                }
                for number in 1...5 {
                    #expect(try await tickets("create", "--title", "Ticket \(number)").status == 0)
                }
                let before = try await tickets("export").output
                #expect(before.lines.count == 5)
                let file = folder.path + "/monday.tar"
                let refused = try await cluster("backup", file)
                #expect(refused.status == 1 && refused.error.contains("--stop"))
                #expect(try await cluster("backup", file, "--stop").status == 0)
                try await eventually("the service is back", within: .seconds(30)) {
                    try await tickets("create", "--title", "Too late").status == 0
                }
                #expect(try await cluster("restore", file).error.contains("--force"))
                #expect(try await cluster("down").status == 0)
                #expect(try await cluster("restore", file).status == 0)
                let up = try await cluster("up")
                #expect(up.status == 0, "\(up.error)")
                try await eventually("the tickets of the backup", within: .seconds(30)) {
                    try await tickets("export").output == before
                }
            }
        }

        @Test func aBackupThatIsEndedStartsTheClusterAgain() async throws {
            try await withCluster { _ in
                // Something to copy for longer than the backup is let go on.
                _ = try await run(["/usr/bin/truncate", "--size", "30G", folder.path + "/cluster/large"])
                let ended = try await run([
                    "/usr/bin/timeout", "--preserve-status", "1", Programs.dashboard, "cluster", "backup",
                    "--stop",
                    folder.path + "/monday.tar", "--data-dir", folder.path,
                ])
                #expect(ended.status == 143 && ended.error.contains("interrupted"), "\(ended.error)")
                #expect(ended.output.contains("started nats-motadata-3"))
                #expect(folder.names(beginningWith: "monday.tar") == [])
                #expect(try await cluster("kill", "2").output.hasPrefix("killed nats-motadata-2"))
            }
        }

        @Test(
            arguments: [
                ["up", "--nodes", "2"], ["up", "--nodes", "10"], ["up", "--base-port-offset", "60000"],
                ["up", "--base-port-offset", "-1"], ["up", "--tenants", "a b"], ["up", "--tenants", "SYS"],
                ["start"], ["kill"], ["backup"], ["restore"], ["sideways"],
            ])
        func wrongUsageEndsWith64(words: [String]) async throws {
            let result = try await run(
                [Programs.dashboard, "cluster"] + words + ["--data-dir", folder.path])
            #expect(result.status == 64 && result.output.isEmpty && !result.error.isEmpty)
            if result.status == 0 { _ = try await cluster("down", "--wipe") }
        }

        @Test(arguments: [["start", "1"], ["stop", "1"], ["kill", "1"], ["down"], ["backup", "x.tar"]])
        func withoutAClusterItSaysSo(words: [String]) async throws {
            let result = try await run(
                [Programs.dashboard, "cluster"] + words + ["--data-dir", folder.path])
            #expect(result.status == 1 && result.error.contains("`ticketdeck cluster up` makes one"))
            #expect(result.error.lines.count == 1)
        }
    }
}
