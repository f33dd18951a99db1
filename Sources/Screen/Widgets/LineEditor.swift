/// One line of text that is being typed.
public struct LineEditor: Sendable, Hashable {
    public private(set) var characters: [Character]
    /// The place of the cursor: before that character.
    public private(set) var cursor: Int

    /// An editor with text, the cursor behind it.
    public init(_ text: String = "") {
        characters = Array(LineEditor.oneLine(text))
        cursor = characters.count
    }

    public var text: String { String(characters) }

    /// Puts text at the cursor; line ends become spaces.
    public mutating func insert(_ text: String) {
        let before = String(characters[..<cursor]) + LineEditor.oneLine(text)
        let after = String(characters[cursor...])
        // Joined as text: a combining character becomes part of the one before it.
        characters = Array(before + after)
        cursor = min(Array(before).count, characters.count)
    }

    /// Does what a key means in a line.
    ///
    /// - Returns: whether the key means anything here.
    public mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .character(let character): insert(String(character))
        case .left, .control("b"): cursor = max(0, cursor - 1)
        case .right, .control("f"): cursor = min(characters.count, cursor + 1)
        case .home, .control("a"): cursor = 0
        case .end, .control("e"): cursor = characters.count
        case .alt("b"): cursor = Words.start(before: cursor, in: characters)
        case .alt("f"): cursor = Words.end(after: cursor, in: characters)
        case .backspace, .control("h"): remove(max(0, cursor - 1)..<cursor)
        case .delete, .control("d"): remove(cursor..<min(characters.count, cursor + 1))
        case .control("u"): remove(0..<cursor)
        case .control("k"): remove(cursor..<characters.count)
        case .control("w"): remove(Words.start(before: cursor, in: characters)..<cursor)
        default: return false
        }
        return true
    }

    /// The part that a width shows, the cursor always in it, and the cursor's column.
    public func window(width: Int) -> (text: String, column: Int) {
        guard width > 0 else { return ("", 0) }
        var start = 0
        var column = columns(0..<cursor)
        while column >= width {
            column -= columns(start..<start + 1)
            start += 1
        }
        return (String(characters[start...]), column)
    }

    private mutating func remove(_ range: Range<Int>) {
        characters.removeSubrange(range)
        cursor = range.lowerBound
    }

    private func columns(_ range: Range<Int>) -> Int {
        characters[range].reduce(0) { $0 + TextWidth.columns(of: TextWidth.displayable($1)) }
    }

    private static func oneLine(_ text: String) -> String {
        String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    }
}
