import Testing

@testable import Cluster

@Suite struct ServerAdvisoryTests {
    private static let stem = "io.nats.jetstream.advisory.v1."

    private func told(_ json: String, on subject: String = "$JS.EVENT.ADVISORY.STREAM.X") -> ServerAdvisory? {
        ServerAdvisory(subject: subject, payload: Array(json.utf8))
    }

    @Test(arguments: [
        (#""type":"\#(stem)stream_leader_elected","stream":"S","leader":"n2""#, "n2 leads the stream S now"),
        (#""type":"\#(stem)stream_quorum_lost","stream":"S""#, "the stream S lost its majority"),
        (#""type":"\#(stem)stream_action","stream":"S","action":"create""#, "the stream S was created"),
        (
            #""type":"\#(stem)consumer_action","stream":"S","consumer":"C","action":"delete""#,
            "the consumer C of S was deleted"
        ),
        (
            #""type":"\#(stem)max_deliver","stream":"S","consumer":"C","stream_seq":7,"deliveries":3"#,
            "the consumer C of S gave up message 7 after 3 deliveries"
        ),
        (#""type":"\#(stem)server_out_of_space","server":"n1""#, "n1 is out of storage"),
        (#""type":"\#(stem)snapshot_complete","stream":"S""#, "snapshot complete: the stream S"),
    ])
    func isWorded(_ members: String, _ text: String) { #expect(told("{\(members)}")?.text == text) }

    @Test(arguments: [
        "", "no json", "[]", #"{"type":"io.nats.jetstream.advisory.v1.api_audit"}"#, "{}",
        #"{"type":"\#(stem)consumer_action","stream":"S","consumer":"ticketdeck_abc","action":"create"}"#,
    ])
    func whatNobodyNeedsIsLeftOut(_ json: String) { #expect(told(json) == nil) }

    @Test func theSystemsEventsAreRead() {
        let slow =
            #"{"server":{"name":"n1"},"client":{"name":"app"},"reason":"Slow Consumer (Pending Bytes)"}"#
        #expect(
            told(slow, on: "$SYS.ACCOUNT.A.DISCONNECT")?.text == "n1 cut off app, which reads too slowly")
        let plain = #"{"server":{"name":"n1"},"client":{"name":"app"},"reason":"Client Closed"}"#
        #expect(told(plain, on: "$SYS.ACCOUNT.A.DISCONNECT") == nil)
        #expect(told(#"{"server":{"name":"n1"}}"#, on: "$SYS.SERVER.K.SHUTDOWN")?.text == "n1 shuts down")
    }
}
