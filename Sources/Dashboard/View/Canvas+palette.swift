import Screen

extension Canvas {
    /// The palette: what is typed, and below it what it leaves.
    mutating func palette(_ palette: Palette, _ state: DashboardState) {
        let size = PaletteBox(size: state.size)
        let rows = state.paletteRows(palette.editor.text)
        let area = box(
            "Do what?", contents: Size(width: size.width, height: size.rows + 1),
            in: Rect(state.size).inset(top: 1, bottom: 1))
        let text = area.row(0).inset(left: 1)
        line(":", in: area.row(0), .key)
        fill(text, .fieldFocused)
        let window = palette.editor.window(width: max(1, text.width))
        typed(window.text, in: text, .fieldFocused)
        frame.cursor = Point(x: text.x + window.column, y: text.y)
        let below = area.inset(top: 1)
        if rows.isEmpty { return line("Nothing is called so here", in: below.row(0).inset(left: 2), .faint) }
        let names = nameWidth(rows, below.width)
        for (index, number) in palette.viewport.visible(count: rows.count, height: below.height).enumerated()
        {
            let isSelected = number == palette.viewport.cursor
            row(rows[number], isSelected: isSelected, names: names, in: below.row(index))
        }
    }

    private func nameWidth(_ rows: [PaletteRow], _ width: Int) -> Int {
        let longest = rows.reduce(0) { max($0, TextWidth.columns(of: $1.name)) }
        return min(longest, max(18, width / 2))
    }

    private mutating func row(_ row: PaletteRow, isSelected: Bool, names: Int, in area: Rect) {
        if isSelected { cursor(in: area) }
        func role(_ role: Role) -> Role { isSelected ? .selection : role }
        let (name, rest) = area.inset(left: 2).splitLeft(names)
        line(row.name, in: name, role(row.refusal == nil ? .text : .faint))
        let key = min(TextWidth.columns(of: row.key), max(0, rest.width / 2))
        let (words, right) = rest.inset(left: 2).splitLeft(max(0, rest.width - key - 4))
        if let refusal = row.refusal {
            line("\(glyphs.warning) \(refusal)", in: words, role(.warning))
        } else {
            line(row.explanation, in: words, role(.faint))
        }
        lineAtRight(row.key, in: right, role(.key))
    }
}
