extension Frame {
    /// Writes one line into the first row of a rectangle; what does not fit ends in the mark.
    public mutating func line(_ text: String, in area: Rect, style: Style, mark: String = "…") {
        guard !area.isEmpty else { return }
        let shown = TextWidth.clip(text, to: area.width, mark: mark)
        write(shown, at: Point(x: area.x, y: area.y), limit: area.width, style: style)
    }

    /// Writes one line at the right end of the first row of a rectangle.
    public mutating func lineAtRight(_ text: String, in area: Rect, style: Style, mark: String = "…") {
        let columns = min(TextWidth.columns(of: text), area.width)
        line(text, in: area.inset(left: area.width - columns), style: style, mark: mark)
    }

    /// Writes pieces one behind the other into the first row of a rectangle.
    ///
    /// - Returns: the number of columns written.
    @discardableResult
    public mutating func line(_ spans: [Span], in area: Rect, mark: String = "…") -> Int {
        guard !area.isEmpty else { return 0 }
        var rest = area
        for span in spans where !rest.isEmpty {
            let shown = TextWidth.clip(span.text, to: rest.width, mark: mark)
            let used = write(
                shown, at: Point(x: rest.x, y: rest.y), limit: rest.width, style: span.style)
            rest = rest.inset(left: used)
            if shown != span.text { break }
        }
        return area.width - rest.width
    }
}
