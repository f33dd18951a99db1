import JSON
import Testing

@Suite("JSON texts are read as RFC 8259 says")
struct JSONParserTests {
    @Test(
        "A text that is JSON",
        arguments: [
            ("null", .null), ("true", true), (" false\r\n\t ", false),
            ("0", 0), ("-0", 0), ("-12", -12), ("9223372036854775807", .integer(.max)),
            ("-9223372036854775808", .integer(.min)),
            ("9223372036854775808", .number(9_223_372_036_854_775_808)),
            ("1.0", .number(1)), ("1e2", .number(100)), ("-1.5E-1", .number(-0.15)),
            ("1e-400", .number(0)), ("2.5e+0", .number(2.5)),
            (#""""#, ""), (#""a b""#, "a b"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
            (#""\u0041\u00e9\u00E9""#, "A\u{e9}\u{e9}"), (#""\u0000""#, "\u{0}"),
            (#""\ud83d\ude00""#, "\u{1F600}"), ("\"\u{1F600}\u{7F}\u{2028}\"", "\u{1F600}\u{7F}\u{2028}"),
            (#""\uFFFF""#, "\u{FFFF}"), ("[]", []), ("[ 1 , [2], {} ]", [1, [2], [:]]),
            (#"{"a":1,"b":{"c":null}}"#, ["a": 1, "b": ["c": .null]]),
            (#"{"a":1,"a":2}"#, ["a": 2]), (#"{"":0}"#, ["": 0]),
        ] as [(String, JSONValue)])
    func reads(text: String, value: JSONValue) throws {
        #expect(try JSONValue(parsing: text) == value)
    }

    @Test(
        "A text that is not JSON, with the place of the fault",
        arguments: [
            ("", 0), ("  ", 2), ("nul", 3), ("True", 0), ("01", 1), ("-", 1), ("+1", 0), (".5", 0),
            ("1.", 2), ("1e", 2), ("1e+", 3), ("1e400", 0), ("NaN", 0), ("'a'", 0), (#""a"#, 1),
            (#""\x""#, 2), (#""\u12G4""#, 5), (#""\ud800""#, 3), (#""\ud800\u0041""#, 3),
            (#""\udc00""#, 3), ("\"a\nb\"", 2), ("\"\\\n\"", 2), ("[1,]", 3), ("[1", 2), ("[1 2]", 3),
            ("{", 1), ("{a:1}", 1), (#"{"a"}"#, 4), (#"{"a":1,}"#, 7), ("1 1", 2), ("[1]]", 3),
            ("\u{FEFF}1", 0), ("\u{A0}1", 0), ("// a\n1", 0),
        ])
    func refuses(text: String, offset: Int) {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
        #expect(error?.offset == offset)
    }

    @Test(
        "Bytes that are not UTF-8",
        arguments: [
            [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
            [0x22, 0xE2, 0x82, 0x22],
            [0x22, 0x5C, 0x6E, 0xFF, 0x22],
        ] as [[UInt8]])
    func refusesOtherEncodings(bytes: [UInt8]) {
        #expect(throws: JSONError.self) { try JSONValue(parsing: bytes) }
    }

    @Test("Nesting ends at the maximum depth")
    func depth() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(throws: Never.self) { try JSONValue(parsing: nested(JSONValue.maximumDepth)) }
        #expect(throws: JSONError.self) { try JSONValue(parsing: nested(JSONValue.maximumDepth + 1)) }
        #expect(throws: JSONError.self) {
            try JSONValue(parsing: String(repeating: #"{"a":"#, count: 100_000))
        }
    }

    @Test("Of many keys the order is kept, and of a repeated one the last value")
    func manyKeys() throws {
        let members = (0..<20_000).map { "\"k\($0 % 15_000)\":\($0)" }.joined(separator: ",")
        let object = try #require(JSONValue(parsing: "{\(members)}").object)
        #expect(object.members.count == 15_000)
        #expect(object["k0"] == 15_000)
        #expect(object.keys.prefix(2) == ["k0", "k1"])
        #expect(object.keys.last == "k14999")
    }

    @Test("What is written is read back as the same value", arguments: 0..<200 as Range<UInt64>)
    func roundTrip(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let value = JSONValue.random(depth: 4, using: &random)
        #expect(try JSONValue(parsing: value.encoded) == value)
        #expect(try JSONValue(parsing: value.encoded).encoded == value.encoded)
    }
}
