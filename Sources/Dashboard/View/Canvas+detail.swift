import Screen
import Tickets

extension Canvas {
    /// The detail in the place of the list.
    mutating func detailPage(_ state: DashboardState, _ layout: DashboardLayout) {
        let lines = TicketDetail.lines(state, width: layout.page.width)
        let title = state.tickets.selected.map { "Ticket \($0.id.short)" } ?? "Ticket"
        page(title, lines, state.tickets.detail, layout, hint: "Esc to the list")
    }

    mutating func detailBeside(_ state: DashboardState, _ layout: DashboardLayout) {
        let area = layout.detail
        let head = Rect(x: area.x, y: layout.body.y, width: area.width, height: 1)
        guard let ticket = state.tickets.selected else { return }
        let isOpen = state.tickets.isDetailOpen
        let lines = TicketDetail.lines(state, width: area.width)
        let mark = isOpen ? "\(glyphs.cursor) " : ""
        line("\(mark)Ticket \(ticket.id.short)", in: head, isOpen ? .title : .columnTitle)
        let pane = state.tickets.detail
        if let position = pane.position(count: lines.count, height: area.height) {
            lineAtRight(position, in: head.inset(right: 1), .faint)
        }
        self.lines(lines[pane.visible(count: lines.count, height: area.height)], in: area)
    }

    /// A page of lines that covers the view, with its title and where one is.
    mutating func page(
        _ title: String, _ lines: [[Piece]], _ pane: ScrollPane, _ layout: DashboardLayout, hint: String
    ) {
        let area = layout.page
        let head = Rect(x: area.x, y: layout.body.y, width: area.width, height: min(1, layout.body.height))
        line(title, in: head, .title)
        lineAtRight(pane.position(count: lines.count, height: area.height) ?? hint, in: head, .faint)
        self.lines(lines[pane.visible(count: lines.count, height: area.height)], in: area)
    }
}
