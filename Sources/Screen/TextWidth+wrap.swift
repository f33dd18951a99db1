extension TextWidth {
    /// The text in lines of at most `columns`: broken between words, longer words anywhere; line feeds stay
    /// line ends, tabs become blanks. Blanks at a break are dropped, those at the start of a line stay.
    ///
    /// - Returns: at least one line; none is wider than `columns`, but where a wide character alone is.
    public static func wrap(_ text: String, to columns: Int) -> [String] {
        guard columns > 0 else { return [] }
        return text.split(omittingEmptySubsequences: false, whereSeparator: \.isLineEnd)
            .flatMap { wrapLine(expandTabs(String($0)), to: columns) }
    }

    /// The text with each tab as blanks up to the next stop of `every` columns; the columns count anew after a
    /// line feed.
    public static func expandTabs(_ text: String, every stop: Int = 4) -> String {
        guard text.utf8.contains(9) else { return text }
        var result = ""
        var column = 0
        for character in text {
            if character == "\t" {
                let blanks = stop - column % stop
                result += String(repeating: " ", count: blanks)
                column += blanks
            } else {
                result.append(character)
                column = character.isLineEnd ? 0 : column + columns(of: character)
            }
        }
        return result
    }

    private static func wrapLine(_ line: String, to columns: Int) -> [String] {
        var lines = WrappedLines(columns: columns)
        var word = ""
        for character in line {
            if character == " " {
                lines.add(word: word)
                word = ""
                lines.addBlank()
            } else {
                word.append(character)
            }
        }
        lines.add(word: word)
        return lines.finished()
    }
}

/// The lines of a paragraph while it is wrapped.
private struct WrappedLines {
    let columns: Int
    private var done: [String] = []
    private var line = ""
    private var used = 0
    private var blanks = 0

    init(columns: Int) { self.columns = columns }

    mutating func addBlank() { blanks += 1 }

    mutating func add(word: String) {
        guard !word.isEmpty else { return }
        let width = TextWidth.columns(of: word)
        if used + blanks + width <= columns {
            append(String(repeating: " ", count: blanks) + word, width: blanks + width)
        } else {
            if used > 0 { breakLine() } else if blanks < columns { append(blanks: blanks) }
            blanks = 0
            appendHard(word, width: width)
        }
        blanks = 0
    }

    /// A word that does not fit behind what stands on the line: whole on its own line, or cut where it must be.
    private mutating func appendHard(_ word: String, width: Int) {
        if used + width <= columns { return append(word, width: width) }
        for character in word {
            let width = TextWidth.columns(of: character)
            if used + width > columns, used > 0 { breakLine() }
            append(String(character), width: width)
        }
    }

    private mutating func append(_ text: String, width: Int) {
        line += text
        used += width
    }

    private mutating func append(blanks: Int) { append(String(repeating: " ", count: blanks), width: blanks) }

    private mutating func breakLine() {
        done.append(line)
        line = ""
        used = 0
    }

    mutating func finished() -> [String] {
        // Blanks at the very end are kept as far as there is room: a cursor may stand behind them.
        append(blanks: min(blanks, columns - min(used, columns)))
        breakLine()
        return done
    }
}

extension Character {
    fileprivate var isLineEnd: Bool { self == "\n" || self == "\r\n" || self == "\r" }
}
