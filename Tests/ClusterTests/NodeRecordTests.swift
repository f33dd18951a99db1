import JSON
import Testing

@testable import Cluster

/// What a server could say: a few fields, the others as a healthy server has them.
func reading(
    _ serverID: String = "K1", name: String = "n1", messages: Int64 = 0, slowConsumers: Int64 = 0,
    clientMessages: Int64? = nil, jetStream: JSONValue? = nil, remotes: Int64 = 0,
    checks: NodeChecks = .passed,
    host: String = "10.0.0.1", announced: [String] = []
) -> NodeReading {
    var server: JSONObject = JSONObject([
        ("server_id", .string(serverID)), ("server_name", .string(name)), ("version", "2.9.10"),
        ("uptime", "1m5s"), ("cpu", 1.5), ("mem", 1000), ("connections", 2), ("subscriptions", 3),
        ("in_msgs", .integer(messages)), ("out_msgs", .integer(2 * messages)),
        ("in_bytes", .integer(10 * messages)), ("out_bytes", .integer(20 * messages)),
        ("slow_consumers", .integer(slowConsumers)), ("remotes", .integer(remotes)), ("host", .string(host)),
        ("port", 4222), ("connect_urls", .array(announced.map { .string($0) })),
        ("jetstream", jetStream ?? [:]),
    ])
    if let clientMessages { server["in_client_msgs"] = .integer(clientMessages) }
    guard
        let reading = NodeReading(
            server: .object(server), jetStream: ["streams": 4, "messages": 9], checks: checks,
            askedAt: ServerAddress(host: "10.0.0.9", port: 8222))
    else { preconditionFailure("a document that is a server's") }
    return reading
}

extension NodeChecks {
    static let passed = NodeChecks(jetStreamEnabled: .passed, inContact: .passed, assetsCurrent: .passed)
}

@Suite struct NodeRecordTests {
    let start = ContinuousClock.now
    var record = NodeRecord(
        client: ServerAddress(host: "10.0.0.1", port: 4222), monitoring: nil, isNamed: true)

    private mutating func hear(_ reading: NodeReading, after seconds: Int) {
        record.apply(.reading(reading, roundTrip: .zero), at: start + .seconds(seconds))
    }

    private func health(after seconds: Int, isConnected: Bool = false) -> NodeHealth {
        record.health(isConnected: isConnected, at: start + .seconds(seconds))
    }

    @Test(arguments: [
        ("0s", 0), ("59s", 59), ("1m5s", 65), ("2h0m1s", 7201), ("3d4h5m6s", 273_906),
        ("1y1d0h0m0s", 31_622_400),
        ("", 0), ("later", 0), ("99999999999999999999999s", 42_949_672_969),
    ])
    func `an uptime is read`(_ text: String, _ seconds: Int64) {
        #expect(NodeReading.duration(text) == .seconds(seconds))
    }

    @Test mutating func `rates are differences over the time between`() {
        hear(reading(messages: 100), after: 0)
        #expect(health(after: 0).rates == nil)
        hear(reading(messages: 150), after: 2)
        let expected = NodeRates(
            from: reading(messages: 100).traffic, to: reading(messages: 150).traffic, in: .seconds(2))
        #expect(health(after: 2).rates == expected)
        #expect(expected?.messagesIn == 25)
        #expect(expected?.messagesOut == 50)
        #expect(expected?.bytesIn == 250)
        #expect(expected?.bytesOut == 500)
    }

    @Test(arguments: [reading("K2", messages: 500), reading("K1", messages: 10)])
    mutating func `a restart gives no rates`(_ next: NodeReading) {
        hear(reading(messages: 100), after: 0)
        hear(next, after: 1)
        #expect(health(after: 1).rates == nil)
        #expect(health(after: 1).state == .up)
    }

    @Test func `clients are counted apart where the version does`() {
        #expect(reading(messages: 7, clientMessages: 3).traffic.messagesIn == 3)
        #expect(reading(messages: 7).traffic.messagesIn == 7)
    }

    @Test mutating func `goes down and comes back`() {
        #expect(health(after: 0).state == .unknown)
        hear(reading(), after: 0)
        #expect(health(after: 0).state == .up)
        record.apply(.silence(reason: "gone"), at: start + .seconds(1))
        record.apply(.silence(reason: "still gone"), at: start + .seconds(2))
        #expect(health(after: 2).state == .down(since: start + .seconds(1), reason: "still gone"))
        #expect(health(after: 2).lastSeen == start)
        #expect(health(after: 2).name == "n1", "its name stays")
        hear(reading("K2"), after: 3)
        #expect(health(after: 3).state == .up)
    }

    @Test mutating func `NATS vouches for a server that was never reached otherwise, and for no other`() {
        record.apply(.silence(reason: "closed"), at: start)
        #expect(health(after: 0, isConnected: true).state == .unmonitored("closed"))
        #expect(health(after: 0).state == .down(since: nil, reason: "closed"), "nobody saw it go")
        record.apply(.greeting(serverID: "K1", name: "n1", version: "2.9.10", reason: "closed"), at: start)
        #expect(health(after: 0).state == .unmonitored("closed"))
        record.apply(.silence(reason: "hangs"), at: start + .seconds(1))
        #expect(
            health(after: 1, isConnected: true).state == .down(since: start + .seconds(1), reason: "hangs"))
    }

    @Test mutating func `after a while in which nobody looked nothing counts as recent and nothing is dated`()
    {
        hear(reading(messages: 10, slowConsumers: 4), after: 0)
        hear(reading(messages: 20, slowConsumers: 4), after: 1)
        hear(reading(messages: 900, slowConsumers: 9), after: 31)
        #expect(health(after: 31).state == .up && health(after: 31).recentSlowConsumers == 0)
        #expect(health(after: 31).rates == nil)
        record.apply(.silence(reason: "gone"), at: start + .seconds(61))
        #expect(health(after: 61).state == .down(since: nil, reason: "gone"))
        #expect(health(after: 61).stateSince == nil)
        record.apply(.silence(reason: "gone"), at: start + .seconds(62))
        #expect(health(after: 62).state == .down(since: nil, reason: "gone"))
        hear(reading("K2"), after: 63)
        #expect(health(after: 63).stateSince == start + .seconds(63))
    }

    @Test mutating func `a server that cannot be read any more is not shown as it was`() {
        hear(reading(), after: 0)
        record.apply(
            .greeting(serverID: "K1", name: "n1", version: "2.9.10", reason: "refused"),
            at: start + .seconds(1))
        #expect(health(after: 1).reading == nil && health(after: 1).version == "2.9.10")
    }

    @Test mutating func `a slow consumer is told for a minute`() {
        hear(reading(slowConsumers: 4), after: 0)
        #expect(health(after: 0).state == .up, "it may be long ago")
        hear(reading(slowConsumers: 5), after: 1)
        #expect(health(after: 1).state == .degraded(["cut off a slow consumer"]))
        for second in 2...61 { hear(reading(slowConsumers: 5), after: second) }
        #expect(health(after: 61).state == .up)
    }

    @Test(arguments: [
        (
            NodeChecks(jetStreamEnabled: .passed, inContact: .passed, assetsCurrent: .failed("S")),
            "streams are not current: S"
        ),
        (
            NodeChecks(jetStreamEnabled: .passed, inContact: .failed("C"), assetsCurrent: .failed("S")),
            "not in contact with JetStream's leader: C"
        ),
        (
            NodeChecks(jetStreamEnabled: .failed("J"), inContact: .failed("C"), assetsCurrent: .failed("S")),
            "JetStream is not running: J"
        ),
        (
            NodeChecks(jetStreamEnabled: .unknown, inContact: .unknown, assetsCurrent: .unknown),
            "answers its health check too slowly"
        ),
    ])
    mutating func `the weakest failing check is told`(_ checks: NodeChecks, _ reason: String) {
        hear(reading(checks: checks), after: 0)
        #expect(health(after: 0).state == .degraded([reason]))
    }

    @Test(
        arguments: [
            (["meta": ["leader": "n1", "cluster_size": 3], "stats": [:]], 2, []),
            (["meta": ["leader": "n1", "cluster_size": 3], "stats": [:]], 1, ["1 of 2 routes"]),
            (
                ["meta": ["leader": "", "cluster_size": 3], "stats": [:]], 0,
                ["JetStream has no leader", "0 of 2 routes"]
            ),
            (
                ["stats": ["storage": 90], "config": ["max_storage": 100]], 0,
                ["JetStream's disk space is nearly full"]
            ),
            (["stats": ["storage": 89], "config": ["max_storage": 100]], 0, []),
            (["stats": ["storage": 90], "config": ["max_storage": -1]], 0, []),
            ([:], 0, []),
        ] as [(JSONValue, Int64, [String])])
    mutating func `JetStream's state is judged`(_ jetStream: JSONValue, _ remotes: Int64, _ reasons: [String])
    {
        hear(reading(jetStream: jetStream, remotes: remotes), after: 0)
        #expect(health(after: 0).state == (reasons.isEmpty ? .up : .degraded(reasons)))
    }
}
