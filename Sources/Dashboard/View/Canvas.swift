import Screen

/// A frame that is painted with the roles of a theme.
struct Canvas {
    var frame: Frame
    let theme: Theme
    let glyphs: Glyphs

    init(size: Size, theme: Theme, glyphs: Glyphs) {
        frame = Frame(size: size, style: theme.style(.text))
        self.theme = theme
        self.glyphs = glyphs
    }

    mutating func fill(_ area: Rect, _ role: Role) { frame.fill(area, style: theme.style(role)) }

    mutating func line(_ text: String, in area: Rect, _ role: Role = .text) {
        frame.line(text, in: area, style: theme.style(role), mark: glyphs.ellipsis)
    }

    mutating func lineAtRight(_ text: String, in area: Rect, _ role: Role = .text) {
        frame.lineAtRight(text, in: area, style: theme.style(role), mark: glyphs.ellipsis)
    }

    /// - Parameter ground: in whose colours all of the line is painted, whatever its pieces are.
    mutating func line(_ pieces: [Piece], in area: Rect, ground: Role? = nil) {
        let spans = pieces.map { piece in
            let style = theme.style(ground ?? piece.role)
            return Span(piece.text, piece.isBold ? style.adding(.bold) : style)
        }
        frame.line(spans, in: area, mark: glyphs.ellipsis)
    }

    /// Writes lines one below the other, as far as there is room.
    mutating func lines(_ lines: some Sequence<[Piece]>, in area: Rect) {
        for (index, pieces) in lines.prefix(area.height).enumerated() { line(pieces, in: area.row(index)) }
    }

    /// Writes what is being typed: cut at the edge without a mark, since the cursor may stand there.
    mutating func typed(_ text: String, in area: Rect, _ role: Role) {
        guard !area.isEmpty else { return }
        frame.write(text, at: Point(x: area.x, y: area.y), limit: area.width, style: theme.style(role))
    }

    /// Lines in the middle of an area, such as the word that there is nothing.
    mutating func message(_ lines: [Piece], in area: Rect) {
        let top = max(0, (area.height - lines.count) / 2)
        for (index, piece) in lines.prefix(area.height).enumerated() {
            let left = max(0, (area.width - piece.columns) / 2)
            line(piece.text, in: area.row(min(top + index, area.height - 1)).inset(left: left), piece.role)
        }
    }

    /// Opens a box in the middle and gives what is inside of it.
    mutating func box(_ title: String, contents: Size, in area: Rect) -> Rect {
        let box = DialogBox(contents: contents, in: area)
        box.draw(
            on: &frame, title: title, border: theme.style(.border), text: theme.style(.text), glyphs: glyphs)
        return box.inside
    }
}
