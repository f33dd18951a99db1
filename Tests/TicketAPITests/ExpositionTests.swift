import HTTPTypes
import Testing

@testable import TicketAPI

/// Metrics as Prometheus reads them.
@Suite struct ExpositionTests {
    private func text(_ write: (inout Exposition) -> Void) -> String {
        var exposition = Exposition()
        write(&exposition)
        return String(decoding: exposition.bytes, as: UTF8.self)
    }

    @Test func familiesHaveHelpTypeAndSamples() {
        let page = text {
            $0.begin("a_total", .counter, "What it is.")
            $0.sample(3)
            $0.sample(0.5, suffix: "_sum", [("x", "1"), ("y", "2")])
        }
        #expect(
            page == """
                # HELP a_total What it is.
                # TYPE a_total counter
                a_total 3
                a_total_sum{x="1",y="2"} 0.5

                """)
    }

    @Test func labelsAreEscaped() {
        let page = text {
            $0.begin("a", .gauge, "h")
            $0.sample(1, [("l", "back\\slash \"quote\" line\nfeed \u{1B}[31m é 🎫")])
        }
        #expect(page.hasSuffix("a{l=\"back\\\\slash \\\"quote\\\" line\\nfeed \u{FFFD}[31m é 🎫\"} 1\n"))
    }

    @Test(arguments: [
        (0.0, "0"), (-2, "-2"), (1e15, "1000000000000000"), (1e300, "1e+300"), (.infinity, "+Inf"),
        (-.infinity, "-Inf"), (.nan, "NaN"), (0.25, "0.25"),
    ])
    func numbersAreWritten(_ number: Double, _ expected: String) {
        #expect(Exposition.text(number) == expected)
    }

    @Test func histogramsAreCumulative() {
        var buckets = LatencyBuckets()
        for time in [Duration.microseconds(400), .microseconds(500), .milliseconds(3), .seconds(60)] {
            buckets.record(time)
        }
        let page = text {
            $0.begin("t", .histogram, "h")
            buckets.write(to: &$0, [("r", "x")])
        }
        let lines = page.split(separator: "\n").map(String.init)
        #expect(lines.contains("t_bucket{r=\"x\",le=\"0.0005\"} 2"))
        #expect(lines.contains("t_bucket{r=\"x\",le=\"0.0025\"} 2"))
        #expect(lines.contains("t_bucket{r=\"x\",le=\"0.005\"} 3"))
        #expect(lines.contains("t_bucket{r=\"x\",le=\"10\"} 3"))
        #expect(lines.contains("t_bucket{r=\"x\",le=\"+Inf\"} 4"))
        #expect(lines.contains("t_count{r=\"x\"} 4"))
        #expect(lines.contains("t_sum{r=\"x\"} 60.0039"))
    }

    @Test func requestsAreCountedByRouteMethodAndStatus() {
        let metrics = RequestMetrics()
        for status in [200, 200, 404] {
            metrics.begin()
            metrics.end(.ticket, .get, .init(code: status), after: .milliseconds(1))
        }
        metrics.begin()
        metrics.end(nil, .init("BREW") ?? .get, .notFound, after: .milliseconds(1))
        metrics.begin()
        let page = text { metrics.write(to: &$0) }
        #expect(page.contains("ticket_api_requests_in_flight 1\n"))
        let prefix = "ticket_api_requests_total{route=\"/api/v1/tickets/{id}\",method=\"GET\",status="
        #expect(page.contains(prefix + "\"200\"} 2\n"))
        #expect(page.contains(prefix + "\"404\"} 1\n"))
        #expect(
            page.contains("ticket_api_requests_total{route=\"other\",method=\"OTHER\",status=\"404\"} 1\n"))
    }
}
