import JSON
import Support
import Testing

extension ScriptTests {
    /// `ticketdeck cluster status` on clusters that it does not know, in each of their states.
    struct ClusterStatusTests {
        /// Runs it on servers; without `monitoring` nothing is said about monitoring addresses.
        private func status(
            _ urls: [String], monitoring: [String] = [], _ more: String...
        ) async throws -> ProgramResult {
            let monitor = monitoring.isEmpty ? [] : ["--monitor", monitoring.joined(separator: ",")]
            let words = [
                "cluster", "status", "--data-dir", "/nowhere", "--server", urls.joined(separator: ","),
            ]
            return try await run([Programs.dashboard] + words + monitor + more)
        }

        private func json(_ result: ProgramResult) throws -> JSONValue {
            try JSONValue(parsing: result.output)
        }

        private func texts(_ json: JSONValue) -> [String] {
            (json["problems"]?.array ?? []).compactMap { $0["text"]?.string }
        }

        @Test(arguments: NATSServerVersion.installed)
        func aClusterThatIsWellThenLosesOneNodeAndTwo(_ version: NATSServerVersion) async throws {
            let cluster = try await NATSCluster(version)
            defer { cluster.stop() }
            let monitoring = cluster.nodes.map(\.monitoringURL)
            let setUp = try await run(
                [Programs.dashboard, "streams", "setup", "--server", cluster.urls.joined(separator: ",")])
            #expect(setUp.status == 0, "\(setUp.error)")
            try await eventually("a healthy cluster", within: .seconds(20)) {
                try await status(cluster.urls, monitoring: monitoring).status == 0
            }
            let table = try await status(cluster.urls, monitoring: monitoring)
            #expect(
                table.output.lines.first?.hasPrefix(
                    "healthy: 3 of 3 up; leader \(cluster.nodes[0].name.dropLast())") == true)
            for word in cluster.nodes.map(\.name) + [
                "KV_TICKETS", "TICKET_EVENTS", "3 of 3", "ok/ok/ok", "2/2",
            ] {
                #expect(table.output.contains(word), "\(word) in \(table.output)")
            }
            let whole = try json(await status(cluster.urls, monitoring: monitoring, "--output", "json"))
            #expect(whole["status"]?.string == "healthy" && texts(whole).isEmpty)
            #expect(whole["servers"]?.array?.count == 3)
            let streams = try #require(whole["streams"]?.array)
            #expect(streams.compactMap { $0["name"]?.string } == ["KV_TICKETS", "TICKET_EVENTS"])
            #expect(streams.allSatisfy { $0["group"]?["replicas"]?.array?.count == 3 })

            cluster.nodes[2].kill9()
            let weak = try await status(cluster.urls, monitoring: monitoring, "--output", "json")
            #expect(weak.status == 1)
            // Monitoring addresses alone do not tell whose they are: the name is known from earlier only.
            #expect(texts(try json(weak)).contains { $0.hasSuffix(" is down") })
            #expect(try json(weak)["status"]?.string == "degraded")

            cluster.nodes[1].kill9()
            let broken = try await status(cluster.urls, monitoring: monitoring, "--output", "json")
            #expect(broken.status == 1)
            let document = try json(broken)
            #expect(texts(document).first?.hasPrefix("JetStream has no leader") == true, "\(texts(document))")
            #expect(document["meta"]?["leader"] == .null)
            #expect(document["streams"]?.array?.allSatisfy { $0["group"]?["leader"] == .null } == true)
        }

        @Test(arguments: NATSServerVersion.installed)
        func aServerWithoutJetStreamIsHealthyAndSaysSo(_ version: NATSServerVersion) async throws {
            let server = try await NATSServer.start(version, usesJetStream: false)
            defer { server.stop() }
            let result = try await status([server.url], monitoring: [server.monitoringURL])
            #expect(result.status == 0, "\(result.output)")
            #expect(result.output.contains("no JetStream") && result.output.contains("JetStream is off"))
        }

        @Test(arguments: NATSServerVersion.installed)
        func aWrongPasswordIsSaidAndWhatMonitoringTellsIsShown(_ version: NATSServerVersion) async throws {
            let server = try await NATSServer.start(
                version, configuration: "authorization { users: [{user: a, password: b}] }")
            defer { server.stop() }
            let wrong = ["--user", "a", "--password", "secret-x"]
            let result = try await run(
                [
                    Programs.dashboard, "cluster", "status", "--server", server.url, "--monitor",
                    server.monitoringURL,
                ]
                    + wrong)
            #expect(result.status == 1)
            #expect(result.output.contains("Authorization Violation"), "\(result.output)")
            #expect(result.output.contains("1 of 1 up") && result.output.contains("test"))
            #expect(!result.output.contains("secret-x"))
            let blind = try await run(
                [Programs.dashboard, "cluster", "status", "--server", server.url] + wrong)
            #expect(blind.status == 1)
            #expect(blind.output.contains("cannot be read") && blind.output.contains("--monitor"))
            let right = try await run(
                [
                    Programs.dashboard, "cluster", "status", "--server", server.url, "--monitor",
                    server.monitoringURL, "--user", "a", "--password", "b",
                ])
            #expect(right.status == 0, "\(right.output)")
        }

        @Test(arguments: NATSServerVersion.installed)
        func aUserOfTheSystemAccountNeedsNoMonitoringAddress(_ version: NATSServerVersion) async throws {
            let cluster = try await NATSCluster(
                version,
                configuration: """
                    accounts {
                      SYS { users: [{user: sys, password: sys}] }
                      APP { jetstream: enabled, users: [{user: app, password: app}] }
                    }
                    system_account: SYS
                    """)
            defer { cluster.stop() }
            try await eventually("a healthy cluster", within: .seconds(20)) {
                let result = try await status([cluster.urls[0]], "--user", "sys", "--password", "sys")
                return result.status == 0 && result.output.contains("3 of 3 up")
            }
        }

        @Test func whereNothingAnswersItEndsWith2() async throws {
            let port = Loopback.freePort()
            let result = try await status(["nats://127.0.0.1:\(port)"], monitoring: [], "--output", "json")
            #expect(result.status == 2)
            #expect(result.error.contains("--server") && result.error.contains("--monitor"))
            #expect(try json(result)["status"]?.string == "unreachable")
        }

        @Test func wrongUsageAndHelp() async throws {
            let wrong = try await run([Programs.dashboard, "cluster", "status", "--output", "xml"])
            #expect(wrong.status == 64)
            let help = try await run([Programs.dashboard, "cluster", "status", "--help"])
            #expect(help.status == 0 && help.output.contains("ticketdeck cluster status "))
        }
    }
}
