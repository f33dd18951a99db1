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
}
