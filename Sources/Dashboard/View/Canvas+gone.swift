import Screen

extension Canvas {
    /// What shall become of a form whose ticket was deleted.
    mutating func gone(_ choice: GoneChoice, _ state: DashboardState) {
        let options = GoneChoice.Option.allCases
        let width = min(52, max(1, state.size.width - 6))
        let text = TextLayout.wrap(
            choice.who.isEmpty
                ? "The ticket was deleted meanwhile." : "\(choice.who) deleted the ticket meanwhile.",
            to: width)
        let size = Size(width: width, height: text.count + 1 + options.count)
        let area = box("Not saved", contents: size, in: Rect(state.size).inset(top: 1, bottom: 1))
        lines(text.map { [Piece($0)] }, in: area)
        let below = area.splitBottom(min(options.count, area.height)).bottom
        let first = max(0, choice.index + 1 - below.height)
        for (offset, option) in options.dropFirst(first).prefix(below.height).enumerated() {
            let isChosen = option == choice.option
            if isChosen { cursor(in: below.row(offset)) } else { fill(below.row(offset), .text) }
            line(option.label, in: below.row(offset).inset(left: 2), isChosen ? .selection : .text)
        }
    }
}
