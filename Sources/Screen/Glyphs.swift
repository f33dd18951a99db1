/// The characters beyond letters that the program itself draws; each takes one column.
public struct Glyphs: Sendable, Hashable {
    /// Stands for what was cut off; may be longer than one character.
    public var ellipsis: String
    public var horizontal: Character
    public var vertical: Character
    public var topLeft: Character
    public var topRight: Character
    public var bottomLeft: Character
    public var bottomRight: Character
    public var teeLeft: Character
    public var teeRight: Character
    /// Before the row under the cursor: it is never told by colour alone.
    public var cursor: Character
    /// Before a marked row.
    public var mark: Character
    public var bullet: Character
    public var dot: Character
    public var arrowUp: Character
    public var arrowDown: Character
    public var arrowLeft: Character
    public var arrowRight: Character
    public var check: Character
    public var cross: Character
    public var warning: Character
    /// Bars from empty to full.
    public var levels: [Character]
    /// The moving part of a scroll bar, and its rail.
    public var thumb: Character
    public var rail: Character
    /// For what cannot be drawn.
    public var replacement: Character

    /// For terminals with a UTF-8 locale.
    public static let unicode = Glyphs(
        ellipsis: "…", horizontal: "─", vertical: "│", topLeft: "╭", topRight: "╮", bottomLeft: "╰",
        bottomRight: "╯", teeLeft: "├", teeRight: "┤", cursor: "▌", mark: "●", bullet: "•", dot: "·",
        arrowUp: "↑", arrowDown: "↓", arrowLeft: "←", arrowRight: "→", check: "✓", cross: "✗", warning: "▲",
        levels: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"], thumb: "█", rail: "░", replacement: "\u{FFFD}")

    /// For `--ascii` and locales without UTF-8.
    public static let ascii = Glyphs(
        ellipsis: "~", horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+",
        bottomRight: "+", teeLeft: "+", teeRight: "+", cursor: ">", mark: "*", bullet: "*", dot: ".",
        arrowUp: "^", arrowDown: "v", arrowLeft: "<", arrowRight: ">", check: "+", cross: "x", warning: "!",
        levels: ["_", ".", "-", "=", "+", "*", "#", "@"], thumb: "#", rail: ":", replacement: "?")
}

extension Glyphs {
    /// The ASCII form of a symbol that the program draws; `nil`: it draws no such symbol.
    public static func asciiForm(of character: Character) -> Character? { asciiForms[character] }

    private static let asciiForms: [Character: Character] = {
        let pairs = zip(unicode.symbols, ascii.symbols)
        // Forms of lines that no theme of the program uses today, but a title may hold.
        let others: [(Character, Character)] = [
            ("┌", "+"), ("┐", "+"), ("└", "+"), ("┘", "+"), ("┬", "+"), ("┴", "+"), ("┼", "+"), ("━", "-"),
            ("═", "="), ("║", "|"), ("–", "-"), ("—", "-"), ("‘", "'"), ("’", "'"), ("“", "\""), ("”", "\""),
            ("▸", ">"), ("▾", "v"), ("▶", ">"), ("▼", "v"), ("○", "o"), ("◆", "*"), ("\u{A0}", " "),
        ]
        return Dictionary(Array(pairs) + others) { first, _ in first }
    }()

    /// All symbols in the order of their declaration.
    private var symbols: [Character] {
        [
            horizontal, vertical, topLeft, topRight, bottomLeft, bottomRight, teeLeft, teeRight, cursor, mark,
            bullet, dot, arrowUp, arrowDown, arrowLeft, arrowRight, check, cross, warning,
        ] + levels + [thumb, rail, replacement] + Array(ellipsis)
    }
}
