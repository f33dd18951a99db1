import Tickets

@testable import Dashboard

// A cluster for the tests of its view.
extension Deck {
    /// A stream on three nodes.
    static func stream(
        _ name: String, leader: Int? = 2, offline: Int? = nil, consumers: [StreamStatus.Consumer] = []
    ) -> StreamStatus {
        StreamStatus(
            account: "TICKETS", name: name, leader: leader.map { (number: Int) in "nats-motadata-\(number)" },
            replicas: (1...3).map { (number: Int) in
                StreamStatus.Replica(
                    name: "nats-motadata-\(number)", isCurrent: number != offline,
                    words: number == offline ? "offline" : "current")
            },
            messages: 4711, bytes: 52_428_800, firstSequence: 1, lastSequence: 4711,
            subjects: ["ticket.create", "ticket.update", "ticket.delete", "notification.*", "audit.*"],
            consumers: consumers)
    }

    static let readers = [
        StreamStatus.Consumer(
            name: "billing", isOurs: false, leader: "nats-motadata-1", pending: 120,
            acknowledgementsPending: 7,
            redelivered: 2),
        StreamStatus.Consumer(
            name: "ticketdeck_0123456789abcdefghijkl", isOurs: true, leader: "nats-motadata-2", pending: 0,
            acknowledgementsPending: 0, redelivered: 0),
    ]

    /// Three local nodes with two streams.
    static func report(down: Int? = nil, problems: [ClusterReport.Problem] = []) -> ClusterReport {
        let since = start.advanced(by: .seconds(-12))
        let nodes = (1...3).map { number in
            var node = Deck.node(
                number, number == down ? .down(since: since, reason: "connection refused") : .up)
            node.isLocal = true
            node.isMetaLeader = number == 2 && down != 2
            node.since = number == down ? since : start.advanced(by: .seconds(-3725))
            (node.routeCount, node.routesExpected) = (2, 2)
            node.routes = (1...3).filter { $0 != number }
                .map { NodeStatus.Route(name: "nats-motadata-\($0)", roundTrip: "131µs") }
            node.checks = NodeStatus.Checks(isRunning: .passed, isInContact: .passed, isCurrent: .passed)
            return node
        }
        return ClusterReport(
            nodes: nodes,
            streams: [
                stream("KV_TICKETS", offline: down),
                stream("TICKET_EVENTS", offline: down, consumers: readers),
            ],
            problems: problems,
            summary: "3 of 3 up; leader nats-motadata-2; 2 streams, all replicas current")
    }

    /// One node of three is down.
    static let oneDown = report(
        down: 3,
        problems: [
            ClusterReport.Problem(
                text: "nats-motadata-3 is down", since: start.advanced(by: .seconds(-12)), isFailure: true),
            ClusterReport.Problem(text: "KV_TICKETS runs on 2 of 3 replicas", isFailure: false),
            ClusterReport.Problem(text: "TICKET_EVENTS runs on 2 of 3 replicas", isFailure: false),
        ])

    /// Only the first node is left.
    static var noMajority: ClusterReport {
        var report = report()
        let since = start.advanced(by: .seconds(-30))
        for index in 1...2 {
            report.nodes[index].state = .down(since: since, reason: "connection refused")
            report.nodes[index].isMetaLeader = false
            report.nodes[index].since = since
        }
        report.nodes[0].state = .degraded(["JetStream has no leader"])
        report.streams = [stream("KV_TICKETS", leader: nil), stream("TICKET_EVENTS", leader: nil)]
        report.problems = [
            ClusterReport.Problem(text: "nats-motadata-2 is down", since: since, isFailure: true),
            ClusterReport.Problem(text: "nats-motadata-3 is down", since: since, isFailure: true),
            ClusterReport.Problem(
                text: "JetStream has no leader (1 of 3 servers, no majority)", since: since, isFailure: true),
        ]
        return report
    }

    /// A single server that has no JetStream.
    static var withoutJetStream: ClusterReport {
        var node = Deck.node(1)
        node.jetStream = nil
        return ClusterReport(nodes: [node], streams: nil, summary: "1 of 1 up; no JetStream")
    }

    static let advisories = [
        Advisory(
            time: start.advanced(by: .seconds(-3)), weight: .good,
            text: "nats-motadata-2 leads the stream KV_TICKETS now", stream: "KV_TICKETS",
            node: "nats-motadata-2"),
        Advisory(
            time: start.advanced(by: .seconds(-2)), weight: .bad,
            text: "the stream \u{1B}[2Jbad\u{202E}\u{7} lost its majority", stream: "nowhere"),
    ]
}
