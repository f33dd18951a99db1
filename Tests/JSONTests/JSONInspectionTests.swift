import JSON
import Testing

@Suite("A look at JSON text says what reading it says")
struct JSONInspectionTests {
    private func agrees(_ bytes: [UInt8]) -> Bool {
        (JSONInspection(bytes) != nil) == ((try? JSONValue(parsing: bytes)) != nil)
    }

    @Test func ofWhatAWriterWrote() {
        var random = SplitMix(seed: 5)
        for _ in 0..<500 {
            let bytes = JSONValue.random(depth: 5, using: &random).encoded
            let inspection = JSONInspection(bytes)
            #expect(inspection?.hasSpace == false)
            #expect(inspection?.isPlain == bytes.allSatisfy { (0x20..<0x7F).contains($0) })
        }
    }

    /// Any byte anywhere replaced, left out or put in.
    @Test func ofWhatWasDamaged() {
        var random = SplitMix(seed: 6)
        let bytes: [UInt8] = Array("{}[]\",:\\u019.eE+-tfn \n\t\u{7F}".utf8) + [0x00, 0x1F, 0x80, 0xC3, 0xFF]
        var refused = 0
        for _ in 0..<4000 {
            var text = JSONValue.random(depth: 3, using: &random).encoded
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0...text.count, using: &random)
                let byte = bytes.randomElement(using: &random) ?? 0
                switch Int.random(in: 0..<3, using: &random) {
                case 0 where place < text.count: text[place] = byte
                case 1 where place < text.count: text.remove(at: place)
                default: text.insert(byte, at: place)
                }
            }
            // A number beyond what a Double holds is no fault of the text.
            if (try? JSONValue(parsing: text)) == nil { refused += 1 }
            #expect(agrees(text) || String(decoding: text, as: UTF8.self).contains("e"), "\(text)")
        }
        #expect(refused > 1000)
    }

    @Test(arguments: [
        "", " ", "nul", "01", "-", ".5", "1.", "1e", "1e+", "[1,]", "[1", "[,1]", "{\"a\":1,}", "{,}",
        "{\"a\" 1}", "{1:1}", "{a:1}", "[}", "{]", "1 1", "[1]]", "\"\\x\"", "\"\\u12G4\"", "\"\\ud800\"",
        "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"a\nb\"", "\"abcdefgh\u{1}ijklmnop\"", "\"abcdefgh",
        "\u{FEFF}1", "// a\n1",
    ])
    func refuses(text: String) {
        #expect(JSONInspection(Array(text.utf8)) == nil)
        #expect(agrees(Array(text.utf8)))
    }

    @Test func tellsSpaceAndOtherCharacters() {
        func inspect(_ text: String) -> JSONInspection? { JSONInspection(Array(text.utf8)) }
        #expect(inspect(#"{"a b":["c d",1e400,-0.5]}"#)?.hasSpace == false)
        #expect(inspect("[1,\n2]")?.hasSpace == true && inspect(" 1")?.hasSpace == true)
        #expect(inspect("1 ")?.hasSpace == true && inspect("{ }")?.hasSpace == true)
        #expect(inspect(#"["plain, and long enough for words"]"#)?.isPlain == true)
        #expect(inspect("\"\u{7F}\"")?.isPlain == false && inspect("\"abcdefg\u{7F}\"")?.isPlain == false)
        #expect(inspect("\"grün\"")?.isPlain == false && inspect(#""\u00fc""#)?.isPlain == true)
        #expect(JSONInspection([0x22, 0xC0, 0x80, 0x22]) == nil)
        #expect(JSONInspection(Array(repeating: UInt8(ascii: "["), count: 65)) == nil)
        let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(inspect(deep) != nil && inspect("[" + deep + "]") == nil)
    }
}
