import Screen
import Tickets

extension Canvas {
    /// The question about many tickets, with all of them.
    mutating func bulk(_ question: BulkQuestion, _ state: DashboardState) {
        let page = BulkPage(question, in: state)
        let title = question.deed == .delete ? "Delete" : "Change"
        let shown = question.pane.visible(count: page.count, height: page.height)
        let list = question.lines(shown, glyphs)
        let area = bulkBox(title, page, list, question.pane, below: 2, state)
        let answer = [Piece("y", .key), Piece(" yes   "), Piece("any other key", .key), Piece(" no")]
        line(answer, in: area.splitBottom(1).bottom)
    }

    /// What a bulk change could not do.
    mutating func bulkResult(_ result: BulkResult, _ state: DashboardState) {
        let page = BulkPage(result, in: state)
        let shown = result.pane.visible(count: page.count, height: page.height)
        _ = bulkBox("Not all done", page, result.lines(shown, glyphs), result.pane, below: 0, state)
    }

    private mutating func bulkBox(
        _ title: String, _ page: BulkPage, _ list: [[Piece]], _ pane: ScrollPane, below: Int,
        _ state: DashboardState
    ) -> Rect {
        let position = pane.position(count: page.count, height: page.height).map { "  \($0)" } ?? ""
        let size = Size(width: page.width, height: page.head.count + page.height + below)
        let area = box(title + position, contents: size, in: Rect(state.size).inset(top: 1, bottom: 1))
        lines(page.head + list, in: area)
        return area
    }

    /// Before a marked row: a mark, or that its change failed. Never by colour alone.
    mutating func mark(_ id: TicketID, _ marks: Marks, in row: Rect, ground: Role?) {
        guard marks.contains(id) else { return }
        let isFailed = marks.reasons[id] != nil
        let piece = Piece(String(isFailed ? glyphs.cross : glyphs.mark), isFailed ? .bad : .mark)
        line([piece], in: Rect(x: row.x + 1, y: row.y, width: 1, height: 1), ground: ground)
    }
}
