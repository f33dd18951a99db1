/// Text of several lines that is being typed, shown in rows of a width.
public struct TextEditor: Sendable, Hashable {
    public private(set) var characters: [Character]
    /// The place of the cursor: before that character.
    public private(set) var cursor: Int
    /// The first row that is shown.
    public private(set) var top = 0
    /// The column that Up and Down try to keep.
    private var goal: Int?

    /// An editor with text, the cursor at its beginning.
    public init(_ text: String = "") {
        characters = Array(TextEditor.lineFeeds(text))
        cursor = 0
    }

    public var text: String { String(characters) }

    /// Puts text at the cursor.
    public mutating func insert(_ text: String) {
        let before = String(characters[..<cursor]) + TextEditor.lineFeeds(text)
        // Joined as text: a combining character becomes part of the one before it.
        characters = Array(before + String(characters[cursor...]))
        cursor = min(Array(before).count, characters.count)
        goal = nil
    }

    /// Does what a key means in a text.
    ///
    /// - Parameter size: the columns and rows in which the text is shown.
    /// - Returns: whether the key means anything here.
    public mutating func handle(_ key: Key, size: Size) -> Bool {
        let rows = TextLayout.rows(of: characters, width: size.width)
        switch key {
        case .up, .control("p"): moveRows(-1, rows)
        case .down, .control("n"): moveRows(1, rows)
        case .pageUp: moveRows(-max(1, size.height - 1), rows)
        case .pageDown: moveRows(max(1, size.height - 1), rows)
        case .character, .enter:
            if case .character(let character) = key { insert(String(character)) } else { insert("\n") }
        default:
            guard edit(key, rows) else { return false }
            goal = nil
        }
        scroll(size)
        return true
    }

    private mutating func edit(_ key: Key, _ rows: [Range<Int>]) -> Bool {
        switch key {
        case .left, .control("b"): cursor = max(0, cursor - 1)
        case .right, .control("f"): cursor = min(characters.count, cursor + 1)
        case .home, .control("a"): cursor = rows[row(of: cursor, in: rows)].lowerBound
        case .end: cursor = end(of: row(of: cursor, in: rows), in: rows)
        case .alt("b"): cursor = Words.start(before: cursor, in: characters)
        case .alt("f"): cursor = Words.end(after: cursor, in: characters)
        case .backspace, .control("h"): remove(max(0, cursor - 1)..<cursor)
        case .delete, .control("d"): remove(cursor..<min(characters.count, cursor + 1))
        case .control("u"): remove(lineStart..<cursor)
        case .control("k"): remove(cursor..<max(lineEnd, min(cursor + 1, characters.count)))
        case .control("w"): remove(Words.start(before: cursor, in: characters)..<cursor)
        default: return false
        }
        return true
    }

    /// The rows that are shown and the cursor's place among them.
    public func window(size: Size) -> (rows: [String], cursor: Point) {
        let rows = TextLayout.rows(of: characters, width: size.width)
        let place = row(of: cursor, in: rows)
        let first = TextEditor.top(top, showing: place, height: size.height)
        let shown = rows[min(first, rows.count)..<min(rows.count, first + max(0, size.height))]
        let column = columns(rows[place].lowerBound..<cursor)
        return (
            shown.map { String(characters[$0]) },
            Point(x: min(column, max(0, size.width - 1)), y: place - first)
        )
    }

    /// Scrolls so that the cursor is shown.
    public mutating func scroll(_ size: Size) {
        let rows = TextLayout.rows(of: characters, width: size.width)
        // After the field has grown no line is left empty below the text.
        let last = max(0, rows.count - size.height)
        top = TextEditor.top(min(top, last), showing: row(of: cursor, in: rows), height: size.height)
    }

    private static func top(_ top: Int, showing row: Int, height: Int) -> Int {
        min(row, max(top, row - max(1, height) + 1))
    }

    private mutating func moveRows(_ count: Int, _ rows: [Range<Int>]) {
        let place = row(of: cursor, in: rows)
        let column = goal ?? columns(rows[place].lowerBound..<cursor)
        let target = min(max(0, place + count), rows.count - 1)
        var index = rows[target].lowerBound
        let last = end(of: target, in: rows)
        while index < last, columns(rows[target].lowerBound..<index + 1) <= column { index += 1 }
        cursor = index
        goal = column
    }

    /// The row that holds a place; at a soft break the later one.
    private func row(of place: Int, in rows: [Range<Int>]) -> Int {
        rows.lastIndex { $0.lowerBound <= place } ?? 0
    }

    /// The last place of a row: behind it, but at a soft break before its last character, since
    /// behind it is the next row.
    private func end(of row: Int, in rows: [Range<Int>]) -> Int {
        let isSoft = row + 1 < rows.count && rows[row + 1].lowerBound == rows[row].upperBound
        return isSoft ? max(rows[row].lowerBound, rows[row].upperBound - 1) : rows[row].upperBound
    }

    private var lineStart: Int {
        (characters[..<cursor].lastIndex(where: \.isNewline) ?? -1) + 1
    }

    private var lineEnd: Int {
        characters[cursor...].firstIndex(where: \.isNewline) ?? characters.count
    }

    private mutating func remove(_ range: Range<Int>) {
        characters.removeSubrange(range)
        cursor = range.lowerBound
    }

    private func columns(_ range: Range<Int>) -> Int {
        characters[range].reduce(0) { $0 + TextWidth.columns(of: TextWidth.displayable($1)) }
    }

    private static func lineFeeds(_ text: String) -> String {
        String(text.map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 })
    }
}
