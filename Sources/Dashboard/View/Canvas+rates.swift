import Screen

extension Canvas {
    /// The rates in the place of the events.
    mutating func ratesPage(_ state: DashboardState, in area: Rect) {
        let (head, below) = area.inset(left: 1, right: 1).splitTop(1)
        line("Rates of the events", in: head, .title)
        lineAtRight("\(state.hint(.rates)) to the events", in: head, .faint)
        lines(RatesPanel(state, width: below.width).lines(height: below.height), in: below)
    }

    /// The rates beside the events, behind an edge.
    mutating func ratesBeside(_ state: DashboardState, in area: Rect) {
        for row in 0..<area.height { line(String(glyphs.vertical), in: area.row(row), .border) }
        let inside = area.inset(left: 2)
        lines(RatesPanel(state, width: inside.width).lines(height: inside.height), in: inside)
    }
}
