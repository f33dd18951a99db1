import Testing

@testable import Screen

@Suite struct FrameTests {
    private static let size = Size(width: 6, height: 2)

    /// Text at a column of the first row, and the row afterwards.
    @Test(arguments: [
        ("hello", 0, "hello"), ("hello", 3, "   hel"), ("hello", -2, "llo"), ("hello", 6, ""),
        ("hello", -9, ""),
        ("日本", 0, "日本"), ("日本", 3, "   日"), ("日本", 5, ""), ("日本", -1, " 本"), ("日本", -2, "本"),
        ("a\u{1B}b", 0, "a\u{FFFD}b"), ("e\u{301}x", 0, "e\u{301}x"), ("\u{301}x", 0, "x"), ("क्ष", 0, "क्ष"),
        ("👨‍👩‍👧!", 0, "👨!"), ("a\tb", 0, "a b"),
    ])
    func write(text: String, column: Int, expected: String) {
        var frame = Frame(size: Self.size)
        frame.write(text, at: Point(x: column, y: 0), style: .plain)
        #expect(frame.text(ofRow: 0) == expected)
        #expect(isWhole(frame))
    }

    @Test func writingReturnsTheColumnsAndKeepsTheLimit() {
        var frame = Frame(size: Self.size)
        #expect(frame.write("abcdef", at: Point(x: 0, y: 0), limit: 3, style: .plain) == 3)
        #expect(frame.write("日本", at: Point(x: 0, y: 1), limit: 3, style: .plain) == 2)
        #expect(frame.write("x", at: Point(x: 0, y: 2), style: .plain) == 0)
        #expect(frame.write("x", at: Point(x: 0, y: -1), style: .plain) == 0)
        #expect(frame.write("x", at: Point(x: 0, y: 0), limit: -1, style: .plain) == 0)
        #expect(frame.text == "abc\n日\n")
    }

    /// What is left of wide characters when one column of them is overwritten.
    @Test(arguments: [
        ("x", 0, "x 本語"), ("x", 1, " x本語"), ("x", 2, "日x 語"), ("中", 1, " 中 語"), ("中", 3, "日 中"),
        ("xyz", 1, " xyz語"),
    ])
    func overwritingHalf(text: String, column: Int, expected: String) {
        var frame = Frame(size: Self.size)
        frame.write("日本語", at: Point(x: 0, y: 0), style: .plain)
        frame.write(text, at: Point(x: column, y: 0), style: .plain)
        #expect(frame.text(ofRow: 0) == expected)
        #expect(isWhole(frame))
    }

    @Test func fillAndRestyleAreCutAtTheEdges() {
        let bold = Style(attributes: .bold)
        var frame = Frame(size: Self.size)
        frame.write("abcdef", at: Point(x: 0, y: 0), style: .plain)
        frame.restyle(Rect(x: -3, y: -3, width: 5, height: 50)) { $0.adding(.bold) }
        #expect(frame.row(0).map { $0.style == bold } == [true, true, false, false, false, false])
        frame.fill(Rect(x: 4, y: 0, width: 100, height: 100), style: bold)
        #expect(frame.text(ofRow: 0) == "abcd")
        #expect(frame[5, 1].style == bold)
        frame.fill(Rect(x: 40, y: 40, width: 2, height: 2), style: .plain)
        #expect(frame.text == "abcd\n\n")
    }

    @Test func aFrameWithoutCellsTakesEverything() {
        var frame = Frame(size: Size(width: 0, height: -4))
        frame.write("x", at: Point(x: 0, y: 0), style: .plain)
        frame.fill(Rect(x: 0, y: 0, width: 9, height: 9), style: .plain)
        #expect(frame.cells.isEmpty && frame.text == "")
    }

    /// Each wide cell has its covered one behind it, and no covered one stands alone.
    private func isWhole(_ frame: Frame) -> Bool {
        (0..<frame.size.height).allSatisfy { y in
            var covered = false
            for cell in frame.row(y) {
                if covered != (cell.width == 0) { return false }
                covered = cell.width == 2
            }
            return !covered
        }
    }
}
