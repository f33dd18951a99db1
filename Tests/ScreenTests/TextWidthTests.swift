import Testing

@testable import Screen

@Suite struct TextWidthTests {
    /// One character and the columns that terminals give it.
    @Test(arguments: [
        ("a", 1), ("~", 1), (" ", 1), ("é", 1), ("e\u{301}", 1), ("ß", 1), ("Ω", 1), ("Ж", 1), ("א", 1),
        ("ع", 1),
        // East Asian: wide, fullwidth, halfwidth, ambiguous.
        ("中", 2), ("語", 2), ("あ", 2), ("カ", 2), ("Ａ", 2), ("￥", 2), ("ｱ", 1), ("￩", 1), ("。", 2), ("　", 2),
        ("○", 1), ("◯", 1), ("±", 1), ("…", 1), ("─", 1), ("“", 1), ("α", 1), ("①", 1), ("\u{20000}", 2),
        ("\u{3248}", 2), ("\u{2E80}", 2), ("\u{303F}", 1),
        // Hangul: syllables, and the same of conjoining letters.
        ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("\u{1100}", 2), ("\u{1161}", 0), ("\u{3131}", 2),
        // Emoji: by themselves, by selector, joined, flags, keycaps, newer than the C library.
        ("🚧", 2), ("😀", 2), ("⌚", 2), ("⌚\u{FE0E}", 1), ("❤", 1), ("❤\u{FE0F}", 2), ("❤\u{FE0E}", 1),
        ("🏷", 1),
        ("🏷\u{FE0F}", 2), ("👍🏽", 2), ("☝🏽", 2), ("👨‍👩‍👧", 2), ("🏳️‍🌈", 2), ("❤\u{200D}🔥", 2), ("🇩🇪", 2),
        ("1\u{FE0F}\u{20E3}", 2), ("#\u{FE0F}\u{20E3}", 2), ("1\u{20E3}", 1), ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2), ("\u{1FAE9}", 2),
        ("✓", 1), ("✅", 2),
        // Nothing by themselves.
        ("\u{301}", 0), ("\u{200B}", 0), ("\u{200D}", 0), ("\u{FE0F}", 0), ("\u{FEFF}", 0), ("\u{AD}", 0),
        ("\u{2060}", 0), ("\u{E0020}", 0),
        // Replaced, so one column.
        ("\u{0}", 1), ("\u{1B}", 1), ("\u{7F}", 1), ("\u{9B}", 1), ("\t", 1), ("\r\n", 1), ("\u{202E}", 1),
        ("\u{2066}", 1), ("\u{200F}", 1), ("\u{61C}", 1), ("\u{2028}", 1), ("\u{FFFF}", 1), ("\u{378}", 1),
        ("\u{E0A0}", 1),
        // Marks of Indic scripts and conjuncts letter by letter.
        ("कि", 2), ("क्ष", 2), ("स्त्री", 4), ("ก็", 1),
    ])
    func columns(text: String, columns: Int) {
        #expect(text.count == 1)
        #expect(TextWidth.columns(of: Character(text)) == columns)
        #expect(TextWidth.columns(of: text) == columns)
    }

    @Test(arguments: [
        ("\u{1B}", "\u{FFFD}"), ("\u{9B}", "\u{FFFD}"), ("\u{7}", "\u{FFFD}"), ("\u{202E}", "\u{FFFD}"),
        ("\u{2069}", "\u{FFFD}"), ("\u{2029}", "\u{FFFD}"), ("\u{FFFF}", "\u{FFFD}"), ("\r\n", "\u{FFFD}"),
        ("\t", " "), ("a", "a"), ("中", "中"), ("👨‍👩‍👧", "👨"), ("👍🏽", "👍"), ("☝🏽", "☝\u{FE0F}"), ("🇩🇪", "🇩🇪"),
        ("क्ष", "क्ष"), ("a\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", "a\u{301}\u{302}\u{303}\u{304}"),
    ])
    func displayable(text: String, shown: String) {
        #expect(TextWidth.displayable(Character(text)) == Character(shown))
    }

    /// No scalar of Unicode, alone or behind a letter, reaches a cell as a control.
    @Test func noControlIsEverShown() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let isSafe = TextWidth.pieces(of: Character(scalar)).allSatisfy { piece in
                (0...2).contains(piece.columns)
                    && !piece.character.unicodeScalars.contains(where: \.isUndrawable)
            }
            #expect(isSafe, "U+\(String(value, radix: 16))")
        }
    }

    /// The table is sorted and without overlaps, or the search in it fails silently.
    @Test(arguments: [WidthTable.wide, WidthTable.zero])
    func tableIsSorted(ranges: [UInt32]) {
        #expect(ranges.count.isMultiple(of: 2) && ranges.count > 200)
        for index in ranges.indices.dropFirst() {
            #expect(
                index.isMultiple(of: 2)
                    ? ranges[index] > ranges[index - 1] + 1 : ranges[index] >= ranges[index - 1])
        }
    }

    /// Whole blocks of Unicode, first, last and every seventh code point.
    @Test(arguments: [
        (0x4E00...0x9FFF, 2), (0xAC00...0xD7A3, 2), (0x3041...0x3096, 2), (0xFF01...0xFF60, 2),
        (0x1F300...0x1F320, 2), (0x1F600...0x1F64F, 2), (0x17000...0x187F7, 2), (0x0300...0x036F, 0),
        (0x20D0...0x20F0, 0), (0xFE00...0xFE0F, 0), (0xE0100...0xE01EF, 0), (0x1160...0x11FF, 0),
        (0x0400...0x0482, 1), (0x2500...0x257F, 1), (0x2580...0x259F, 1), (0xE000...0xF8FF, 1),
        (0x05D0...0x05EA, 1),
    ])
    func blocks(range: ClosedRange<Int>, columns: Int) throws {
        for value in Set(stride(from: range.lowerBound, through: range.upperBound, by: 7)).union([
            range.upperBound
        ]) {
            let scalar = try #require(Unicode.Scalar(UInt32(value)))
            #expect(WidthTable.columns(of: scalar) == columns, "U+\(String(value, radix: 16))")
        }
    }

    @Test(arguments: [
        ("hello", 5, "hello"), ("hello", 4, "hel…"), ("hello", 1, "…"), ("hello", 0, ""), ("", 3, ""),
        ("日本語", 6, "日本語"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("日本語", 2, "…"),
        ("a\u{1B}[31mb", 3, "a\u{1B}…"), ("🇩🇪🇫🇷", 3, "🇩🇪…"), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
    ])
    func clip(text: String, columns: Int, expected: String) {
        let cut = TextWidth.clip(text, to: columns)
        #expect(cut == expected)
        #expect(TextWidth.columns(of: cut) <= columns)
    }

    @Test(arguments: [
        ("ab", 4, "ab  "), ("abcdef", 4, "abc…"), ("日本", 3, "日…"), ("日本語", 4, "日… "), ("x", 0, ""),
    ])
    func pad(text: String, columns: Int, expected: String) {
        #expect(TextWidth.pad(text, to: columns) == expected)
    }

    @Test(arguments: [
        ("", 10, [""]), ("one two three", 7, ["one two", "three"]), ("one two three", 13, ["one two three"]),
        ("one  two", 4, ["one", "two"]), ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("x abcdefgh", 4, ["x", "abcd", "efgh"]),
        ("a\nb\n\nc", 5, ["a", "b", "", "c"]), ("a\r\nb", 5, ["a", "b"]), ("end\n", 5, ["end", ""]),
        ("  indented text", 10, ["  indented", "text"]), ("日本語 文字", 5, ["日本", "語", "文字"]), ("日", 1, ["日"]),
        ("a\tb", 10, ["a   b"]), ("one ", 4, ["one "]), ("a", 0, []), ("🇩🇪🇩🇪🇩🇪", 4, ["🇩🇪🇩🇪", "🇩🇪"]),
    ])
    func wrap(text: String, columns: Int, expected: [String]) {
        #expect(TextWidth.wrap(text, to: columns) == expected)
    }

    @Test(arguments: [
        ("a\tb", "a   b"), ("\t\tb", "        b"), ("abcd\te", "abcd    e"), ("日\tx", "日  x"),
        ("ab\n\tc", "ab\n    c"),
    ])
    func tabs(text: String, expected: String) {
        #expect(TextWidth.expandTabs(text) == expected)
    }

    @Test func everySymbolTakesOneColumnAndHasAnASCIIForm() {
        for symbol in "…─│╭╮╰╯├┤▌●•·↑↓←→✓✗▲▁▂▃▄▅▆▇█░\u{FFFD}" {
            #expect(TextWidth.columns(of: symbol) == 1)
            #expect(Glyphs.asciiForm(of: symbol)?.isASCII == true)
        }
        #expect(Glyphs.unicode.levels.count == Glyphs.ascii.levels.count)
        #expect(Glyphs.asciiForm(of: "a") == nil)
    }
}
