import Testing

@testable import NATS

/// The pure parts, as tables.
@Suite struct ValueTests {
    @Test(
        arguments: [
            ("$JS.ACK.EVENTS.abc.1.17.3.1700000000000000001.5", 17, 3, 5),
            ("$JS.ACK._.hash.EVENTS.abc.1.17.3.1700000000000000001.5.rnd", 17, 3, 5),
            ("$JS.ACK.dom.hash.EVENTS.abc.1.17.3.1700000000000000001.5", 17, 3, 5),
        ] as [(String, UInt64, UInt64, UInt64)])
    func positionsAreRead(reply: String, stream: UInt64, consumer: UInt64, pending: UInt64) throws {
        let position = try #require(StreamPosition(reply: reply))
        #expect(position.stream == "EVENTS")
        #expect(position.streamSequence == stream && position.consumerSequence == consumer)
        #expect(position.pending == pending && position.timeNanoseconds == 1_700_000_000_000_000_001)
    }

    @Test(arguments: ["", "$JS.ACK", "$JS.FC.EVENTS.x.y", "$JS.ACK.E.c.1.x.3.4.5", "_INBOX.a.b.c.d.e.f.g.h"])
    func otherRepliesAreNone(reply: String) { #expect(StreamPosition(reply: reply) == nil) }

    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00.000000001Z", 1),
            ("2024-02-29T12:30:45.5Z", 1_709_209_845_500_000_000),
            ("2000-03-01T00:00:00.123456789Z", 951_868_800_123_456_789),
            ("1969-12-31T23:59:59.999999999Z", -1), ("2100-01-01T00:00:00Z", 4_102_444_800_000_000_000),
        ] as [(String, Int64)])
    func timesGoBothWays(text: String, nanoseconds: Int64) {
        #expect(StreamTime.nanoseconds(text) == nanoseconds)
        #expect(StreamTime.nanoseconds(StreamTime.text(nanoseconds)) == nanoseconds)
    }

    @Test(arguments: ["", "now", "2024-02-29", "2024-02-29T12:30:45+01:00"])
    func otherTimesAreNone(text: String) { #expect(StreamTime.nanoseconds(text) == nil) }

    @Test(arguments: [
        ("localhost", "nats://localhost:4222", "nats://localhost:4222"),
        (" nats://a:1 ", "nats://a:1", "nats://a:1"),
        ("tls://u:p@b", "tls://u:p@b:4222", "tls://b:4222"),
        ("NATS://token@b:7/", "nats://token@b:7", "nats://b:7"),
        ("nats://[::1]", "nats://[::1]:4222", "nats://[::1]:4222"),
        ("nats://u:p@x@[::1]:9", "nats://u:p@x@[::1]:9", "nats://[::1]:9"),
    ])
    func addressesAreRead(text: String, full: String, shown: String) throws {
        let address = try #require(ServerAddress(text))
        #expect(address.full == full && address.shown == shown)
    }

    @Test func poolGoesRound() throws {
        var pool = try #require(ServerPool(["nats://u:p@a:1", "b:2"]))
        pool.add(["nats://c:3", "nats://a:1"])
        #expect(pool.addresses.map(\.full) == ["nats://u:p@a:1", "nats://b:2", "nats://u:p@c:3"])
        let round = (0..<4).map { _ in pool.fail() }
        #expect(round == [false, false, true, false])
        pool.succeed()
        #expect(pool.current.place == "b:2")
        let again = (0..<3).map { _ in pool.fail() }
        #expect(again == [false, false, true])
        #expect(ServerPool([]) == nil && ServerPool(["a", "b c"]) == nil)
    }

    @Test func nameForTLSOfAServerToldByAddress() throws {
        var pool = try #require(ServerPool(["tls://nats.example.org:4222"]))
        pool.add(["10.0.0.2:4222"])
        #expect(pool.expectedName == "nats.example.org")
        _ = pool.fail()
        #expect(pool.current.place == "10.0.0.2:4222" && pool.expectedName == "nats.example.org")
        #expect(try #require(ServerPool(["tls://10.0.0.1"])).expectedName == nil)
    }

    @Test func backoffGrowsToItsBound() {
        var backoff = Backoff(.milliseconds(100) ... .milliseconds(400))
        for bound in [100, 200, 400, 400] {
            let delay = backoff.delay()
            #expect((.milliseconds(bound / 2) ... .milliseconds(bound)).contains(delay))
        }
        backoff.reset()
        let first = backoff.delay()
        #expect(first <= .milliseconds(100))
    }

    @Test(
        arguments: [
            ([], ""), ([102], "Zg=="), ([102, 111], "Zm8="), ([102, 111, 111], "Zm9v"),
            ([255, 254, 253], "//79"),
        ] as [([UInt8], String)])
    func base64(bytes: [UInt8], text: String) { #expect(Base64.decode(text) == bytes) }

    @Test func base64OfAnythingElse() { #expect(Base64.decode("a b") == nil) }

    @Test(
        arguments: [([], ""), ([102], "MY"), ([102, 111, 111, 98, 97, 114], "MZXW6YTBOI")]
            as [([UInt8], String)])
    func base32(bytes: [UInt8], text: String) {
        #expect(Base32.encode(bytes) == text)
        #expect(Base32.decode(text.utf8) == bytes)
        #expect(Base32.decode("a!".utf8) == nil)
    }

    @Test func checksum() { #expect(Checksum.crc16(Array("123456789".utf8)[...]) == 0x31C3) }

    @Test func headerBlock() {
        let headers = Headers(block: Array("NATS/1.0\r\nA: b: c\r\nA:d\r\n\r\n".utf8))
        #expect(headers.values("A") == ["b: c", "d"])
    }

    @Test(arguments: [
        (#"{"stream":"E","seq":3}"#, true), (#"{"error":{"code":400},"stream":"E","seq":0}"#, true),
        (#"{"success":true,"stream":"E","seq":3}"#, false),
        (#"{"stream":"E","seq":3,"success":true}"#, false),
        (#"{"stream":"E"}"#, false), ("[1]", false), ("", false), ("{", false),
    ])
    func acknowledgements(text: String, isOne: Bool) {
        #expect(Message(subject: "a", payload: Array(text.utf8)).isAcknowledgement == isOne)
    }
}
