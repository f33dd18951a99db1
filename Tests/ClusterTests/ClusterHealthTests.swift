import JSON
import Testing

@testable import Cluster

@Suite struct ClusterHealthTests {
    private let start = ContinuousClock.now

    /// A server as it is shown; without streams, it did not tell of them.
    private func node(
        _ name: String, meta: JSONValue? = nil, streams: [JSONValue]? = [], isDown: Bool = false
    ) -> NodeHealth {
        var record = NodeRecord(
            client: ServerAddress(host: name, port: 4222), monitoring: nil, name: name, isNamed: true)
        let server: JSONValue = [
            "server_id": .string("K-" + name), "server_name": .string(name), "version": "2.9.10",
            "remotes": 2, "jetstream": meta.map { ["stats": [:], "meta": $0] } ?? ["stats": [:]],
        ]
        let detail: JSONValue? = streams.map {
            ["account_details": [["name": "A", "stream_detail": .array($0)]]]
        }
        if let reading = NodeReading(
            server: server, jetStream: detail, checks: .passed, askedAt: ServerAddress(host: name, port: 8222)
        ) {
            record.apply(.reading(reading, roundTrip: .zero), at: start)
        }
        if isDown { record.apply(.silence(reason: "refused"), at: start) }
        return record.health(isConnected: false, at: start)
    }

    private func group(
        leader: String?, _ peers: [(name: String, current: Bool, active: Int64, lag: Int64)]
    ) -> JSONValue {
        [
            "leader": .string(leader ?? ""), "cluster_size": 3,
            "replicas": .array(
                peers.map {
                    [
                        "name": .string($0.name), "current": .bool($0.current), "active": .integer($0.active),
                        "lag": .integer($0.lag),
                    ]
                }),
        ]
    }

    private func stream(_ name: String, _ group: JSONValue?, messages: Int64 = 1, consumers: [JSONValue] = [])
        -> JSONValue
    {
        var stream = JSONObject([
            ("name", .string(name)), ("config", ["num_replicas": 3, "storage": "file", "subjects": ["a.*"]]),
            ("state", ["messages": .integer(messages), "last_seq": .integer(messages)]),
            ("consumer_detail", .array(consumers)),
        ])
        stream["cluster"] = group
        return .object(stream)
    }

    private func judge(_ nodes: [NodeHealth]) -> ClusterHealth {
        var history = ClusterHistory()
        return history.judge(nodes, at: start)
    }

    /// What the leader says, and what a follower says, which is wrong.
    private var leading: JSONValue { group(leader: "n1", [("n2", true, 1, 0), ("n3", true, 1, 0)]) }
    private var following: JSONValue { group(leader: "n1", [("n1", true, 1, 2), ("n3", false, 0, 2)]) }

    @Test func aFollowersViewDoesNotCount() {
        let health = judge([
            node("n2", meta: following, streams: [stream("S", following, messages: 7)]),
            node("n1", meta: leading, streams: [stream("S", leading, messages: 9)]),
            node("n3", meta: following, streams: [stream("S", following, messages: 8)]),
        ])
        #expect(health.meta?.leader == "n1" && health.meta?.isWhole == true)
        #expect(health.streams?.map(\.messages) == [9])
        #expect(health.streams?.first?.group.isWhole == true)
        #expect(health.isHealthy, "\(health.problems)")
        #expect(health.summary == "3 of 3 up; leader n1; 1 stream, all replicas current")
    }

    @Test func aReplicaOnAServerThatIsDownIsOfflineAtOnceWhateverTheLeaderStillBelieves() {
        let health = judge([
            node("n1", meta: leading, streams: [stream("S", leading)]),
            node("n2", meta: following, streams: [stream("S", following)]), node("n3", isDown: true),
        ])
        let group = health.streams?.first?.group
        #expect(group?.replicas.map(\.state) == [.current, .current, .offline])
        #expect(group?.works == true)
        #expect(
            health.problems.map(\.text) == ["n3 is down", "S runs on 2 of 3 replicas"],
            "\(health.problems.map(\.text))")
        #expect(health.verdict(at: start + .seconds(12)).hasPrefix("n3 is down for 12 s; S runs on 2 of 3"))
    }

    @Test func whereNobodyLeadsThereIsNoLeaderWhoeverIsNamed() {
        let health = judge([
            node("n1", isDown: true), node("n2", meta: following, streams: [stream("S", following)]),
            node("n3", meta: following, streams: [stream("S", following)]),
        ])
        #expect(health.meta?.leader == nil && health.meta?.hasQuorum == true)
        #expect(health.streams?.first?.group.leader == nil)
        #expect(health.problems.map(\.text).contains("S has no leader"))
        #expect(health.problems.first?.text == "JetStream has no leader")
    }

    @Test func aLeaderWithoutAMajorityLeadsNothing() {
        let health = judge([
            node("n1", meta: leading, streams: [stream("S", leading)]), node("n2", isDown: true),
            node("n3", isDown: true),
        ])
        #expect(health.meta?.works == false && health.streams?.first?.group.works == false)
        #expect(health.problems.first?.text == "JetStream has no leader (1 of 3 servers, no majority)")
    }

    @Test(
        arguments: [
            (true, 6_000_000_000, 0, ReplicaHealth.State.silent(.seconds(6))),
            (true, 4_000_000_000, 0, .current), (false, 1, 12, .behind(12)), (false, 1, 0, .behind(0)),
        ] as [(Bool, Int64, Int64, ReplicaHealth.State)])
    func aReplicaIsJudged(_ current: Bool, _ active: Int64, _ lag: Int64, _ state: ReplicaHealth.State) {
        let group = group(leader: "n1", [("n2", true, 1, 0), ("n3", current, active, lag)])
        let health = judge([node("n1", streams: [stream("S", group)]), node("n2"), node("n3")])
        #expect(health.streams?.first?.group.replicas.last?.state == state)
        #expect(health.isHealthy == (state == .current))
        if lag > 0 { #expect(health.streams?.first?.group.lag == lag) }
    }

    @Test func aStreamIsRememberedWhileItsServerIsDownAndForgottenWhenItIsDeleted() {
        var history = ClusterHistory()
        let alone = stream("R1", group(leader: "n1", []))
        _ = history.judge([node("n1", streams: [alone]), node("n2")], at: start)
        let down = history.judge([node("n1", isDown: true), node("n2")], at: start)
        #expect(down.streams?.map(\.name) == ["R1"] && down.streams?.first?.isRemembered == true)
        #expect(down.problems.map(\.text) == ["n1 is down", "R1 has no leader"])
        let back = history.judge([node("n1"), node("n2")], at: start)
        #expect(back.streams?.isEmpty == true && back.isHealthy)
    }

    @Test func consumersAreTakenFromTheirOwnLeaders() {
        func consumer(_ leader: String, pending: Int64) -> JSONValue {
            [
                "name": "C", "num_pending": .integer(pending), "num_ack_pending": 3, "num_redelivered": 2,
                "cluster": group(leader: leader, []),
            ]
        }
        let health = judge([
            node("n1", streams: [stream("S", leading, consumers: [consumer("n2", pending: 99)])]),
            node("n2", streams: [stream("S", following, consumers: [consumer("n2", pending: 5)])]),
            node("n3", streams: [stream("S", following)]),
        ])
        let found = health.streams?.first?.consumers.first
        #expect(found?.pending == 5 && found?.acknowledgementsPending == 3 && found?.redelivered == 2)
        #expect(found?.group.leader == "n2")
    }

    @Test func sinceWhenAProblemIsThereIsKept() {
        var history = ClusterHistory()
        let weak = [
            node("n1", meta: leading, streams: [stream("S", leading)]), node("n2", meta: following),
            node("n3", isDown: true),
        ]
        _ = history.judge([node("n1", meta: leading)], at: start - .seconds(1))
        _ = history.judge(weak, at: start)
        let later = history.judge(weak, at: start + .seconds(30))
        #expect(later.problems.count == 2 && later.problems.allSatisfy { $0.since == start })
    }

    @Test func aServerThatAnswersIsNoNodeOfALocalClusterThatDoesNotRun() {
        func local(_ pid: Int32?) -> [ClusterNode] {
            [ClusterNode(number: 1, ports: NodePorts(node: 1, offset: 0), pid: pid)]
        }
        let name = "nats-motadata-1"
        #expect(node(name).isNode(of: local(4711)) && !node(name).isNode(of: local(nil)))
        #expect(node(name, isDown: true).isNode(of: local(nil)), "it can be started")
        #expect(!node("n1").isNode(of: local(4711)))
    }

    @Test func whatIsThereAtTheFirstLookOrAfterAGapHasNoAge() {
        var history = ClusterHistory()
        let weak = [
            node("n1", streams: [stream("S", group(leader: "n1", [("n2", false, 1, 4)]))]), node("n2"),
        ]
        for second in [0, 1, 2] {
            #expect(history.judge(weak, at: start + .seconds(second)).problems.map(\.since) == [nil])
        }
        #expect(history.judge([node("n1")], at: start + .seconds(3)).problems.isEmpty)
        #expect(history.judge(weak, at: start + .seconds(20)).problems.map(\.since) == [nil])
        _ = history.judge([node("n1")], at: start + .seconds(21))
        let seen = start + .seconds(22)
        #expect(history.judge(weak, at: seen).problems.map(\.since) == [seen])
    }

    @Test func aLeaderThatDoesNotTellOfItsStreamsIsNoStreamWithoutALeader() {
        let health = judge([
            node("n1", meta: leading, streams: nil),
            node("n2", meta: following, streams: [stream("S", following)]),
            node("n3", meta: following, streams: [stream("S", following)]),
        ])
        #expect(health.streams?.first?.group.leader == "n1")
        #expect(health.problems.map(\.text) == ["streams of n1 cannot be read"])
        #expect(health.problems.map(\.weight) == [.warning])
    }

    @Test func aStreamIsRememberedWhileItsServerDoesNotTellOfIt() {
        var history = ClusterHistory()
        let alone = stream("R1", group(leader: "n1", []))
        _ = history.judge([node("n1", streams: [alone]), node("n2")], at: start)
        let slow = history.judge([node("n1", streams: nil), node("n2")], at: start)
        #expect(slow.streams?.map(\.name) == ["R1"] && slow.streams?.first?.isRemembered == true)
        #expect(slow.problems.map(\.text) == ["streams of n1 cannot be read"])
        #expect(history.judge([node("n1"), node("n2")], at: start).streams?.isEmpty == true)
    }

    @Test func aLeaderThatCannotBeReadIsBelievedFromTheOthers() {
        var record = NodeRecord(
            client: ServerAddress(host: "n1", port: 4222), monitoring: nil, name: "n1", isNamed: true)
        record.apply(.greeting(serverID: "K", name: "n1", version: "2.9.10", reason: "refused"), at: start)
        let health = judge([
            record.health(isConnected: false, at: start),
            node("n2", meta: following, streams: [stream("S", following)]),
        ])
        #expect(health.meta?.leader == "n1" && health.meta?.isHearsay == true)
        #expect(health.problems.map(\.text) == ["n1 cannot be read"])
    }

    @Test func aServerKnownByItsAddressOnlyIsTheOneThatIsMissing() {
        var record = NodeRecord(
            client: ServerAddress(host: "10.0.0.3", port: 4222), monitoring: nil, isNamed: true)
        record.apply(.silence(reason: "refused"), at: start)
        let health = judge([
            node("n1", meta: leading, streams: [stream("S", leading)]),
            node("n2", meta: following, streams: [stream("S", following)]),
            record.health(isConnected: false, at: start),
        ])
        #expect(health.streams?.first?.group.replicas.map(\.state) == [.current, .current, .offline])
        #expect(
            health.problems.map(\.text) == ["10.0.0.3:4222 is down", "S runs on 2 of 3 replicas"],
            "\(health.problems.map(\.text))")
    }
}
