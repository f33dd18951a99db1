/// How many terminal columns text takes, by a table of the program's own: the C library's differs
/// from what terminals draw.
public enum TextWidth {
    /// The columns of one character: 0, 1 or 2.
    public static func columns(of character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        return first.value < 0x300
            ? 1 : (first.value >= 0x1100 && first.properties.isEmojiPresentation ? 2 : 1)
    }

    /// The columns of a text.
    public static func columns(of text: String) -> Int {
        text.reduce(0) { $0 + columns(of: displayable($1)) }
    }

    /// The character itself, or what stands for it on the screen when it is a control character.
    public static func displayable(_ character: Character) -> Character {
        guard let first = character.unicodeScalars.first else { return " " }
        return first.value < 0x20 || (0x7F...0x9F).contains(first.value) ? "\u{FFFD}" : character
    }

    /// The text cut to at most `columns`; what was cut ends in `mark`.
    public static func clip(_ text: String, to columns: Int, mark: String = "…") -> String {
        if self.columns(of: text) <= columns { return text }
        var result = ""
        var used = self.columns(of: mark)
        for character in text {
            let width = self.columns(of: displayable(character))
            guard used + width <= columns else { break }
            used += width
            result.append(character)
        }
        return used <= columns ? result + mark : ""
    }
}
