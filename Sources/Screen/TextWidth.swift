/// How many terminal columns text takes, by a table of the program's own: the C library's differs
/// from what terminals draw.
///
/// What is measured is what a `Frame` draws: control characters by their replacement, clusters too long
/// for a cell of the terminal in their shortened form.
public enum TextWidth {
    /// The columns of one character as a frame draws it: 0, 1 or 2; more only for the conjuncts of Indic
    /// scripts, which are drawn letter by letter.
    public static func columns(of character: Character) -> Int {
        if character.isPlainASCII { return 1 }
        return pieces(of: character).reduce(0) { $0 + $1.columns }
    }

    /// The columns of a text on one line.
    public static func columns(of text: String) -> Int {
        if text.isPlainASCII { return text.utf8.count }
        return text.reduce(0) { $0 + columns(of: $1) }
    }

    /// The character itself, or what stands for it on the screen: U+FFFD for controls (C0, C1, Escape), for
    /// bidirectional controls, line separators and what Unicode does not assign; a blank for a tab; the first
    /// emoji of a joined sequence; at most four combining marks.
    public static func displayable(_ character: Character) -> Character {
        if character.isPlainASCII { return character }
        let pieces = pieces(of: character)
        guard pieces.count > 1 else { return pieces.first?.character ?? character }
        // The letters of a conjunct stay together here; a frame gives each its own cell.
        let joined = pieces.map { String($0.character) }.joined()
        return joined.count == 1 ? Character(joined) : pieces[0].character
    }

    /// The text cut to at most `columns`; what was cut ends in `mark`.
    public static func clip(_ text: String, to columns: Int, mark: String = "…") -> String {
        if self.columns(of: text) <= columns { return text }
        var result = ""
        var used = self.columns(of: mark)
        for character in text {
            let width = self.columns(of: character)
            guard used + width <= columns else { break }
            used += width
            result.append(character)
        }
        return used <= columns ? result + mark : ""
    }

    /// The text with blanks behind it (or cut) so that it takes exactly `columns`.
    public static func pad(_ text: String, to columns: Int, mark: String = "…") -> String {
        let cut = clip(text, to: columns, mark: mark)
        return cut + String(repeating: " ", count: max(0, columns - self.columns(of: cut)))
    }
}
