import JSON
import Testing

@testable import Cluster

@Suite struct StreamReadings {
    private func group(leader: String, peers: String = "[]") throws -> GroupReading? {
        let document = try JSONValue(
            parsing: #"{"server_id":"NKEY","account_details":[{"name":"$G","stream_detail":[{"name":"S","#
                + #""cluster":{"leader":"\#(leader)","replicas":\#(peers)},"state":{"messages":3}}]}]}"#)
        return try #require(StreamReading.all(in: document).first).group
    }

    @Test func aServerWithoutANameIsNoGroup() throws {
        // It calls itself by its key, by which nobody else knows it.
        #expect(try group(leader: "NKEY") == nil)
        #expect(try group(leader: "one")?.leader == "one")
        #expect(try group(leader: "NKEY", peers: #"[{"name":"two"}]"#)?.peers.count == 1)
    }
}
