import JSON
import Testing
import TicketWire
import Tickets

@Suite("The answers of the services protocol")
struct ServiceAnswerTests {
    private static let identity = InstanceIdentity(
        key: InstanceKey(service: "ticket-service", id: "abc"), version: "1.2.3",
        metadata: ["store": "memory"])

    private static let health = EndpointHealth(
        isConnected: true, jetStreamIsAvailable: false, isSubscribed: true,
        lastRequest: Timestamp("2026-11-20T23:43:11.123Z"),
        latency: EndpointHealth.Latency(
            p50: .microseconds(80), p95: .microseconds(120), p99: .milliseconds(2), maximum: .seconds(1)),
        store: "memory", tickets: 7, pendingEvents: 2, requestsUnderWay: 1, requestsRefused: 0,
        degraded: ["the bucket is full"])

    @Test("What is written is read back")
    func roundTrip() throws {
        let endpoint = EndpointFigures(
            name: "tickets", subject: "ticket.service", queueGroup: "ticket-service", requests: 10, errors: 1,
            lastError: "400:title is required", processing: .milliseconds(3),
            averageProcessing: .microseconds(300), data: Self.health.json)
        let answers: [InstanceAnswer.Content] = [
            .ping,
            .information(
                InstanceInformation(
                    description: "Tickets",
                    endpoints: [
                        EndpointInformation(
                            name: "tickets", subject: "ticket.service", queueGroup: "q", metadata: ["a": "b"])
                    ])),
            .statistics(
                InstanceStatistics(started: Timestamp("2026-11-20T23:43:11.123Z"), endpoints: [endpoint])),
        ]
        for content in answers {
            let answer = InstanceAnswer(Self.identity, content)
            #expect(try InstanceAnswer(decoding: answer.json.encoded) == answer)
        }
        #expect(endpoint.health == Self.health)
    }

    @Test("An answer as another library writes it")
    func foreign() throws {
        let text = #"""
            {"type":"io.nats.micro.v1.stats_response","name":"echo","id":"X1","version":"0.0.1","metadata":null,
             "started":"2026-11-20T23:43:11.123456789+01:00","endpoints":[
             {"name":"default","subject":"echo","queue_group":"q","num_requests":3,"num_errors":-1,
              "last_error":null,"processing_time":1.5e3,"average_processing_time":500,"data":{"mine":[1]}},
             {"name":"bare"}, 7]}
            """#
        let answer = try InstanceAnswer(decoding: Array(text.utf8))
        let statistics = try #require(answer.statistics)
        #expect(answer.identity.metadata.isEmpty && answer.identity.version == "0.0.1")
        #expect(statistics.started == Timestamp("2026-11-20T22:43:11.123Z"))
        #expect(statistics.endpoints.count == 3)
        let first = try #require(statistics.endpoints.first)
        #expect(first.requests == 3 && first.errors == 0 && first.lastError == "")
        #expect(first.processing == .nanoseconds(1500) && first.averageProcessing == .nanoseconds(500))
        #expect(first.health == nil && first.data?["mine"] == [1])
    }

    @Test(
        "What is no answer is refused",
        arguments: [
            "", "[]", "{}", #"{"type":"io.nats.micro.v1.stats_response","name":"a"}"#,
            #"{"type":"io.nats.micro.v1.other_response","name":"a","id":"b"}"#,
            #"{"type":"io.nats.micro.v1.ping_response","name":"","id":"b"}"#,
        ])
    func refused(_ text: String) {
        #expect(throws: WireError.self) { try InstanceAnswer(decoding: Array(text.utf8)) }
    }

    @Test("What is endless is cut")
    func endless() throws {
        let long = String(repeating: "x", count: 100_000)
        let endpoints = (0..<5000).map { _ in JSONValue(dictionaryLiteral: ("last_error", .string("e"))) }
        let json: JSONValue = [
            "type": "io.nats.micro.v1.stats_response", "name": .string(long), "id": "b",
            "endpoints": .array(endpoints),
        ]
        let answer = try InstanceAnswer(decoding: json.encoded)
        #expect(answer.identity.key.service.count == 1000)
        #expect(answer.statistics?.endpoints.count == 100)
    }
}
