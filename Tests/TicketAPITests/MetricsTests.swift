import Support
import Testing
import TicketAPI

extension DoorTests {
    /// What `/metrics` says.
    @Suite struct MetricsTests {
        @Test func everythingIsTold() async throws {
            try await APISite.with { site in
                try await site.create("a")
                _ = try await ask(site.port, "GET", "/api/v1/tickets/x")
                let reply = try await ask(site.port, "GET", "/metrics")
                #expect(reply.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
                let page = reply.text
                #expect(
                    page.contains(
                        #"ticket_api_requests_total{route="/api/v1/tickets",method="POST",status="201"} 1"#))
                #expect(
                    page.contains(
                        #"ticket_api_requests_total{route="/api/v1/tickets/{id}",method="GET",status="400"} 1"#
                    ))
                for sample in [
                    "ticket_service_instances 1\n", "ticket_api_nats_connected 1\n",
                    "ticket_service_requests_total{", "ticket_service_requests_refused_total{",
                    "ticket_service_latency_seconds{", "ticket_service_tickets{",
                    "nats_node_up{node=\"test\"",
                    "nats_node_jetstream_streams{node=\"test\"",
                ] {
                    #expect(page.contains(sample), "\(sample)")
                }
                #expect(
                    page.split(separator: "\n").contains {
                        $0.hasPrefix("ticket_service_tickets{") && $0.hasSuffix("} 1")
                    })
            }
        }

        /// Each line is a comment or a sample, each family stands together, and no sample comes twice.
        @Test func thePageIsWellFormed() async throws {
            try await APISite.with { site in
                _ = try await ask(site.port, "GET", "/api/v1/tickets")
                let page = try await ask(site.port, "GET", "/metrics").text
                #expect(page.hasSuffix("\n"))
                var families: Set<Substring> = []
                var samples: Set<Substring> = []
                var family: Substring = ""
                for line in page.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
                    let words = line.split(separator: " ")
                    if line.hasPrefix("# HELP ") {
                        family = words[2]
                        #expect(families.insert(family).inserted, "\(family)")
                    } else if line.hasPrefix("# TYPE ") {
                        #expect(words[2] == family && ["counter", "gauge", "histogram"].contains(words[3]))
                    } else {
                        #expect(line.hasPrefix(family), "\(line)")
                        let end = try #require(line.lastIndex(of: " "))
                        #expect(samples.insert(line[..<end]).inserted, "\(line)")
                        #expect(
                            Double(line[line.index(after: end)...].replacing("+Inf", with: "inf")) != nil,
                            "\(line)")
                    }
                }
                #expect(families.count > 30)
            }
        }

        @Test func aScrapeAnswersWithoutServersToo() async throws {
            try await APISite.with(hasService: false) { site in
                site.server.pause()
                let start = ContinuousClock.now
                let reply = try await ask(site.port, "GET", "/metrics")
                let time = ContinuousClock.now - start
                site.server.resume()
                #expect(reply.status == 200)
                #expect(reply.text.contains("nats_node_up{node="))
                #expect(time < .seconds(2), "\(time)")
                site.server.kill9()
                // How many there are is not known then, and not 0.
                try await eventually("the number of instances is left out") {
                    let after = try await ask(site.port, "GET", "/metrics")
                    return after.status == 200 && !after.text.contains("ticket_service_instances")
                }
                #expect(try await site.metric("ticket_api_scrape_errors_total") ?? 0 >= 1)
            }
        }

        @Test func manyScrapesAskOnce() async throws {
            try await APISite.with { site in
                let start = ContinuousClock.now
                let pages = try await withThrowingTaskGroup(of: WebReply.self) { group in
                    for _ in 0..<30 { group.addTask { try await ask(site.port, "GET", "/metrics") } }
                    return try await group.reduce(into: [WebReply]()) { $0.append($1) }
                }
                #expect(
                    pages.allSatisfy { $0.status == 200 && $0.text.contains("ticket_service_instances 1\n") })
                // One after the other they would take thirty times 400 ms.
                #expect(ContinuousClock.now - start < .seconds(6))
            }
        }
    }

}
