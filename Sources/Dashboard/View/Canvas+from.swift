import Screen

extension Canvas {
    /// The question from where the events are shown.
    mutating func from(_ prompt: FromPrompt, _ state: DashboardState) {
        let width = min(52, max(1, state.size.width - 6))
        let below = prompt.problem ?? "a sequence, an age, a time: \(EventTarget.examples)"
        let words = TextLayout.wrap(below, to: width)
        let size = Size(width: width, height: words.count + 1)
        let area = box("Events from", contents: size, in: Rect(state.size).inset(top: 1, bottom: 1))
        fill(area.row(0), .fieldFocused)
        let window = prompt.editor.window(width: area.width)
        typed(window.text, in: area.row(0), .fieldFocused)
        frame.cursor = Point(x: area.x + window.column, y: area.y)
        let role: Role = prompt.problem == nil ? .faint : .warning
        lines(words.map { [Piece($0, role)] }, in: area.inset(top: 1))
    }
}
