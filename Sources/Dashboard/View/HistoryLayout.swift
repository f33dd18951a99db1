import Screen

/// Where the parts of a ticket's history stand: the revisions, and below them what one of them did.
struct HistoryLayout {
    let title: Rect
    let columns: Rect
    let rows: Rect
    /// The line between: which revision the text is about.
    let heading: Rect
    let text: Rect

    init(_ state: DashboardState) {
        let body = DashboardLayout(state).body
        let head = body.height >= 9 ? 2 : 1
        let (top, rest) = body.splitTop(head)
        title = top.row(0)
        columns = top.row(1)
        let count = max(1, state.history?.changes.count ?? 1)
        let room = max(1, (rest.height - 1) * 2 / 5)
        let (rows, below) = rest.splitTop(min(count, room))
        self.rows = rows
        let (heading, text) = below.splitTop(1)
        self.heading = heading
        self.text = text.inset(left: 1, right: 1)
    }

    /// What the revision under the cursor did.
    func lines(_ state: DashboardState) -> [[Piece]] {
        guard let change = state.history?.selected else { return [] }
        return RevisionPage.lines(change, width: text.width, arrow: String(state.glyphs.arrowRight))
    }
}
