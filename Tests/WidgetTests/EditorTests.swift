import Screen
import Testing

@Suite struct Editors {
    /// The text after keys, the cursor as `|`.
    private func edited(_ text: String, _ keys: [Key]) -> String {
        var editor = LineEditor(text)
        for key in keys { _ = editor.handle(key) }
        return String(editor.characters[..<editor.cursor]) + "|" + String(editor.characters[editor.cursor...])
    }

    @Test(
        arguments: [
            ([Key.character("x")], "one twox|"),
            ([.home, .character("x")], "x|one two"),
            ([.control("a"), .control("k")], "|"),
            ([.control("w")], "one |"),
            ([.control("w"), .control("w"), .control("w")], "|"),
            ([.left, .control("u")], "|o"),
            ([.alt("b"), .control("k")], "one |"),
            ([.home, .alt("f"), .delete], "one|two"),
            ([.backspace, .backspace], "one t|"),
            ([.home, .backspace, .left], "|one two"),
            ([.end, .delete, .right, .control("e")], "one two|"),
        ] as [([Key], String)])
    func aLineIsEditedByOrdinaryKeys(_ keys: [Key], _ expected: String) {
        #expect(edited("one two", keys) == expected)
    }

    @Test(arguments: [Key.enter, .tab, .up, .escape, .control("s"), .function(2)])
    func keysThatMeanNothingInALineAreLeftToOthers(_ key: Key) {
        var editor = LineEditor("a")
        let isUsed = editor.handle(key)
        #expect(!isUsed && editor.text == "a")
    }

    @Test func aMarkJoinsTheLetterBeforeIt() {
        var editor = LineEditor("e")
        editor.insert("\u{301}x")
        #expect(editor.characters == ["é", "x"] && editor.cursor == 2)
    }

    @Test func lineEndsBecomeBlanks() {
        var editor = LineEditor()
        editor.insert("a\r\nb\tc\nd")
        #expect(editor.text == "a b c d")
    }

    @Test func theCursorIsAlwaysInTheWindow() {
        var editor = LineEditor("日本語abc")
        #expect(editor.window(width: 6) == ("語abc", 5))
        _ = editor.handle(.home)
        #expect(editor.window(width: 6) == ("日本語abc", 0))
        #expect(editor.window(width: 0) == ("", 0))
    }

    @Test(
        arguments: [
            ([Key.down], Point(x: 0, y: 1)), ([.end], Point(x: 7, y: 0)),
            ([.down, .down, .end], Point(x: 2, y: 2)),
            ([.end, .down, .down, .up], Point(x: 5, y: 1)), ([.pageDown], Point(x: 0, y: 2)),
            ([.down, .left], Point(x: 7, y: 0)), ([.up, .left, .backspace], Point(x: 0, y: 0)),
        ] as [([Key], Point)])
    func aTextIsMovedInByItsRows(_ keys: [Key], _ cursor: Point) {
        var editor = TextEditor("one two three\nxy")
        let size = Size(width: 8, height: 3)
        for key in keys { _ = editor.handle(key, size: size) }
        #expect(editor.window(size: size).cursor == cursor)
    }

    @Test func enterAndKillWorkByLines() {
        var editor = TextEditor("one\ntwo\nthree")
        let size = Size(width: 20, height: 5)
        for key in [Key.down, .right, .control("k"), .control("k"), .enter, .control("u")] {
            _ = editor.handle(key, size: size)
        }
        #expect(editor.text == "one\nt\nthree")
    }

    @Test func aTextScrollsWithItsCursor() {
        var editor = TextEditor((1...9).map { "\($0)" }.joined(separator: "\n"))
        let size = Size(width: 8, height: 3)
        for _ in 0..<5 { _ = editor.handle(.down, size: size) }
        #expect(editor.window(size: size).rows == ["4", "5", "6"])
        _ = editor.handle(.up, size: size)
        #expect(editor.window(size: size).rows == ["4", "5", "6"])
    }

    @Test func aPasteKeepsItsLines() {
        var editor = TextEditor()
        editor.insert("a\r\nb\rc")
        #expect(editor.text == "a\nb\nc")
    }

    @Test(
        arguments: [
            ([Key.right], 2), ([.left, .left, .left], 0), ([.character(" ")], 2), ([.character("h")], 2),
            ([.character("l"), .character("l")], 0), ([.end, .right], 3), ([.end, .character(" ")], 0),
        ] as [([Key], Int)])
    func aChoiceIsMadeByKeys(_ keys: [Key], _ index: Int) {
        var choice = Choice(["low", "medium", "high", "critical"], index: 1)
        for key in keys { _ = choice.handle(key) }
        #expect(choice.index == index)
    }

    @Test func aLetterOfNoOptionIsLeftToOthers() {
        var choice = Choice(["low", "high"], index: 0)
        let isUsed = choice.handle(.character("z"))
        #expect(!isUsed && choice.index == 0)
    }
}
