import Screen

extension Canvas {
    /// All keys, or those that a search leaves.
    mutating func help(_ help: HelpState, _ state: DashboardState) {
        let page = HelpPage(keys: state.keys, place: state.place, size: state.size, words: help.words)
        let position =
            help.pane.position(count: page.lines.count, height: page.height).map { "  \($0)" } ?? ""
        let area = box(
            "Keys\(position)", contents: Size(width: page.width, height: page.height + 1),
            in: Rect(state.size).inset(top: 1, bottom: 1))
        let (search, below) = area.splitTop(area.height > 1 ? 1 : 0)
        if help.isTyping || !help.search.text.isEmpty {
            filterLine(help.search, isTyping: help.isTyping, problem: nil, in: search)
        } else {
            line([Piece("/", .key), Piece(" searches", .faint)], in: search)
        }
        if page.lines.isEmpty { return line("No key is explained so", in: below.row(0), .faint) }
        lines(page.lines[help.pane.visible(count: page.lines.count, height: below.height)], in: below)
    }
}
