/// Cuts text into rows of a width: at spaces where there are some, else within the word.
public enum TextLayout {
    /// The rows of a text as ranges of its characters. Every line of the text gives at least one row,
    /// so that a cursor always has a place; the line feeds themselves are in no row.
    public static func rows(of text: [Character], width: Int) -> [Range<Int>] {
        let width = max(1, width)
        var rows: [Range<Int>] = []
        var start = 0
        for index in text.indices where text[index].isNewline {
            appendRows(of: text, in: start..<index, width: width, to: &rows)
            start = index + 1
        }
        appendRows(of: text, in: start..<text.count, width: width, to: &rows)
        return rows
    }

    /// The rows of a text as lines to be drawn.
    public static func wrap(_ text: String, to width: Int) -> [String] {
        let characters = Array(text)
        return rows(of: characters, width: width).map { row in
            var line = String(characters[row])
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    private static func appendRows(
        of text: [Character], in line: Range<Int>, width: Int, to rows: inout [Range<Int>]
    ) {
        var start = line.lowerBound
        while true {
            let end = endOfRow(of: text, from: start, limit: line.upperBound, width: width)
            rows.append(start..<end)
            if end == line.upperBound { return }
            start = end
        }
    }

    /// Where the row ends that begins at `start`: behind the last space that leaves it within the width.
    private static func endOfRow(of text: [Character], from start: Int, limit: Int, width: Int) -> Int {
        var used = 0
        var behindSpace: Int?
        for index in start..<limit {
            let columns = TextWidth.columns(of: TextWidth.displayable(text[index]))
            let isSpace = text[index] == " "
            if used + columns > width, !isSpace { return max(behindSpace ?? index, start + 1) }
            used += columns
            if isSpace { behindSpace = index + 1 }
        }
        return limit
    }
}
