import Glibc
import JSON
import NATS
import Support
import Testing

extension ScriptTests {
    /// `ticketdeck load`
    struct LoadCommandTests {
        @Test(
            arguments: [
                ("mixed", ["get", "list", "update", "create"]), ("read", ["get", "list"]),
                ("write", ["create", "update"]),
            ])
        func theFiguresAddUp(mix: String, actions: [String]) async throws {
            let site = try await Site.open()
            defer { site.close() }
            let result = try await site.run(
                "load", "--requests", "600", "--tenants", "2", "--concurrency", "16", "--mix", mix,
                "--output", "json")
            #expect(result.status == 0 && result.error.isEmpty)
            let json = try JSONValue(parsing: result.output)
            #expect(json["requests"]?.integer == 600 && json["errors"]?.integer == 0)
            let members = try #require(json["actions"]?.object?.members)
            #expect(Set(members.map(\.key)) == Set(actions))
            #expect(members.compactMap { $0.value["requests"]?.integer }.reduce(0, +) == 600)
            for figures in members.map(\.value) + [json] {
                let quantiles = ["p50_us", "p95_us", "p99_us", "max_us"].compactMap { figures[$0]?.integer }
                #expect(quantiles.count == 4 && quantiles == quantiles.sorted() && quantiles[0] > 0)
            }
            // What the test says that it wrote is what the service has.
            let creations = json["actions"]?["create"]?["requests"]?.integer ?? 0
            var stored: Int64 = 0
            for tenant in ["load-1", "load-2"] {
                stored += Int64(
                    try await site.run("tickets", "export", "--tenant", tenant).output.lines.count)
            }
            #expect(stored == 200 + creations)
        }

        @Test func aTableWithALineForEachAction() async throws {
            let site = try await Site.open()
            defer { site.close() }
            let result = try await site.run("load", "--duration", "300ms", "--concurrency", "4")
            #expect(result.status == 0 && result.error.isEmpty)
            let first = result.output.lines.map { $0.prefix { $0 != " " } }
            #expect(first.first == "ACTION" && first.last == "total" && first.contains("get"))
            #expect(result.output.contains("P99 ms"))
        }

        @Test func failuresAreCountedAndTheStatusIs1() async throws {
            let site = try await Site.open()
            defer { site.close() }
            async let loading = site.run(
                "load", "--duration", "5s", "--concurrency", "4", "--mix", "read", "--output", "json")
            try await withConnection(site.server.options) { connection in
                let stats = Array(#"{"action":"stats","tenant_id":"load-1"}"#.utf8)
                try await eventually("prepared tickets") {
                    let reply = try await connection.request("ticket.service", stats, timeout: .seconds(5))
                    return try JSONValue(parsing: reply.payload)["data"]?["total"]?.integer == 100
                }
                let before = try requests(on: site)
                try await eventually("measured requests") { try requests(on: site) > before + 200 }
            }
            site.server.kill9()
            let result = try await loading
            #expect(result.status == 1 && result.error.contains("some requests failed"))
            let json = try JSONValue(parsing: result.output)
            let errors = try #require(json["errors"]?.integer)
            let counted = json["error_counts"]?.object?.members.compactMap(\.value.integer).reduce(0, +)
            #expect(errors > 0 && counted == errors)
            #expect(try #require(json["requests"]?.integer) > errors, "it measured before the kill")
        }

        /// How many messages the server has taken so far.
        private func requests(on site: Site) throws -> Int64 {
            let answer = Loopback.get("/varz", port: site.server.monitoringPort) ?? ""
            let body = answer.firstRange(of: "\r\n\r\n").map { answer[$0.upperBound...] } ?? ""
            return try JSONValue(parsing: String(body))["in_msgs"]?.integer ?? 0
        }

        @Test func anInterruptShowsWhatWasMeasured() async throws {
            let site = try await Site.open()
            defer { site.close() }
            let terminal = try await TerminalSession([
                Programs.dashboard, "load", "--duration", "1h", "--concurrency", "2", "--server",
                site.server.url,
            ])
            try await terminal.waitFor("the progress") { $0.contains("per second, 0 errors") }
            try await terminal.press("C-c")
            #expect(try await terminal.waitForEnd() == 130)
            let screen = try await terminal.screen()
            #expect(screen.contains("total") && screen.contains("P95 ms") && !screen.contains("0 errors"))
            await terminal.close()
        }
    }
}
