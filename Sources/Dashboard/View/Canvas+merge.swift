import Screen
import Tickets

extension Canvas {
    /// Both changes of the form's ticket, in the place of the form.
    mutating func merge(_ merge: Merge, _ state: DashboardState, _ layout: DashboardLayout) {
        let area = layout.page
        let head = Rect(x: area.x, y: layout.body.y, width: area.width, height: min(1, layout.body.height))
        let page = MergePage(merge, in: state)
        let open = merge.fields.filter { $0.choice == nil }.count
        let todo = open > 0 ? "\(open) to choose" : "\(state.hint(.save)) saves what is marked"
        let position =
            merge.pane.position(count: page.lines.count, height: area.height).map { "  \($0)" } ?? ""
        let (left, right) = head.splitLeft(max(0, head.width - TextWidth.columns(of: todo + position) - 1))
        line("Not saved: \(merge.who) changed this ticket, too", in: left, .title)
        line([Piece(todo, open > 0 ? .warning : .good), Piece(position, .faint)], in: right.inset(left: 1))
        lines(page.lines[merge.pane.visible(count: page.lines.count, height: area.height)], in: area)
    }

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
