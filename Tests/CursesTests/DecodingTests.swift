import Screen
import Testing

@testable import Curses

@Suite struct DecodingTests {
    /// Bytes as they come in one go, and the keys they are.
    @Test(
        arguments: [
            ("a", [.character("a")]), ("é", [.character("é")]), ("日🚧", [.character("日"), .character("🚧")]),
            ("\r", [.enter]), ("\n", [.enter]), ("\t", [.tab]), ("\u{8}", [.backspace]),
            ("\u{7F}", [.backspace]),
            ("\u{0}", [.control(" ")]), ("\u{1}", [.control("a")]), ("\u{1A}", [.control("z")]),
            ("\u{1C}", [.control("\\")]),
            ("\u{1B}", [.escape]), ("\u{1B}\u{1B}", [.escape, .escape]), ("\u{1B}x", [.alt("x")]),
            ("\u{1B}X", [.alt("X")]),
            ("\u{1B}[", [.alt("[")]), ("\u{1B}O", [.alt("O")]), ("\u{1B}]", [.alt("]")]),
            ("\u{1B}\r", [.escape, .enter]),
            ("\u{1B}[A", [.up]), ("\u{1B}OB", [.down]), ("\u{1B}[1;5C", [.right]), ("\u{1B}[Z", [.backTab]),
            ("\u{1B}[3~", [.delete]), ("\u{1B}[5;5~", [.pageUp]), ("\u{1B}[1~\u{1B}[4~", [.home, .end]),
            ("\u{1B}[11~", [.function(1)]), ("\u{1B}[24~", [.function(12)]), ("\u{1B}OP", [.function(1)]),
            ("\u{1B}[[E", [.function(5)]), ("\u{1B}OM", [.enter]), ("\u{1B}Op", [.character("0")]),
            ("\u{1B}[99~x", [.character("x")]), ("\u{1B}[<0;5;5Mx", [.character("x")]), ("\u{1B}[201~", []),
            ("\u{1B}]0;title\u{7}x", [.character("x")]), ("\u{1B}P1$r\u{1B}\\x", [.character("x")]),
            ("\u{1B}[1\u{1B}[A", [.up]), ("\u{1B}é", [.escape, .character("é")]),
        ] as [(String, [Key])])
    func keys(bytes: String, expected: [Key]) {
        var decoder = KeyDecoder(isUTF8: true)
        let steps = bytes.utf8.flatMap { decoder.feed($0) } + decoder.finish()
        #expect(steps == expected.map(KeyDecoder.Step.key))
    }

    /// Bytes that are not UTF-8, each followed by a letter that must arrive alone.
    @Test(
        arguments: [
            [0x80], [0xFF], [0xC3], [0xE6, 0x97], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80],
            [0xC2, 0x9B],
        ] as [[UInt8]])
    func brokenText(bytes: [UInt8]) {
        for isUTF8 in [true, false] {
            var decoder = KeyDecoder(isUTF8: isUTF8)
            let steps = (bytes + [UInt8(ascii: "a")]).flatMap { decoder.feed($0) } + decoder.finish()
            #expect(steps == [.key(.character("a"))])
        }
    }

    /// A character may come in pieces; what is waiting meanwhile ends nothing but an Escape.
    @Test func textInPieces() {
        var decoder = KeyDecoder(isUTF8: true)
        #expect(decoder.feed(0xE6).isEmpty && decoder.finish().isEmpty)
        #expect(decoder.feed(0x97).isEmpty && decoder.finish().isEmpty)
        #expect(decoder.feed(0xA5) == [.key(.character("日"))])
        #expect(decoder.feed(0x1B).isEmpty)
        #expect(decoder.feed(Key.up) == [.key(.escape), .key(.up)])
    }

    @Test func everyByteSequenceIsSurvived() {
        var generator = SystemRandomNumberGenerator()
        var decoder = KeyDecoder(isUTF8: true)
        for _ in 0..<100_000 {
            for step in decoder.feed(UInt8.random(in: 0...255, using: &generator)) {
                if case .key(.character(let character)) = step {
                    let isControl = character.unicodeScalars.contains {
                        $0.properties.generalCategory == .control
                    }
                    #expect(!isControl)
                }
            }
        }
        for byte in Array("\u{18}\u{7}~~".utf8) { _ = decoder.feed(byte) }
        _ = decoder.finish()
        #expect(decoder.feed(UInt8(ascii: "k")) == [.key(.character("k"))])
    }

    @Test(arguments: [
        ("plain", "plain"), ("a\r\nb\rc\nd", "a\nb\nc\nd"), ("\r\n\r\n", "\n\n"), ("tab\tend", "tab\tend"),
        ("\u{1B}[31mred\u{0}\u{7F}\u{9B}", "[31mred"), ("\u{1B}[201", "[201"), ("\u{1B}\u{1B}[200~", "[200~"),
        ("é日", "é日"),
    ])
    func paste(pasted: String, text: String) {
        // Whole, and byte by byte, each with keys typed behind the end.
        for size in [1, 1000] {
            var buffer = PasteBuffer()
            var typed: [UInt8]?
            var rest = Array((pasted + "\u{1B}[201~ab").utf8)[...]
            while typed == nil, !rest.isEmpty {
                typed = buffer.feed(rest.prefix(size))
                rest = rest.dropFirst(size)
            }
            #expect(buffer.text(isUTF8: true) == text)
            #expect(typed.map { $0 + rest } == Array("ab".utf8))
        }
    }

    @Test func pasteHasALimit() {
        var buffer = PasteBuffer()
        let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 100_000)
        for _ in 0..<50 { #expect(buffer.feed(chunk) == nil) }
        #expect(buffer.feed("\u{1B}[201~".utf8) == [])
        #expect(buffer.text(isUTF8: true).utf8.count == PasteBuffer.limit)
    }

    /// RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"), ("\u{FF}\u{FE}", "w7/Dvg=="),
    ])
    func base64(text: String, encoded: String) {
        #expect(Base64.encode(Array(text.utf8)) == encoded)
    }

    /// No character of Unicode reaches ncurses as a control, whatever the locale, and none leaves its columns.
    @Test(arguments: [true, false]) func drawing(isUTF8: Bool) {
        let drawing = CellDrawing(isUTF8: isUTF8, asciiOnly: !isUTF8)
        for value in UInt32(0)...0x2FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for width in 1...2 {
                let cells = drawing.cells(of: Character(scalar), width: width)
                let isSafe =
                    (1...width).contains(cells.count)
                    && cells.allSatisfy {
                        $0.base >= 0x20 && !(0x7F..<0xA0).contains($0.base) && $0.marks.count <= 4
                    }
                #expect(isSafe, "U+\(String(value, radix: 16))")
            }
        }
    }
}
