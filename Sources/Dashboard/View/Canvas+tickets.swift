import Screen
import Tickets

extension Canvas {
    mutating func tickets(_ state: DashboardState, _ layout: DashboardLayout) {
        if state.tickets.isDetailOpen, !layout.isSplit { return detailPage(state, layout) }
        ticketList(state, layout)
        guard layout.isSplit else { return }
        let edge = Rect(x: layout.list.right, y: layout.body.y, width: 1, height: layout.body.height)
        for y in edge.y..<edge.bottom {
            line(String(glyphs.vertical), in: Rect(x: edge.x, y: y, width: 1, height: 1), .border)
        }
        detailBeside(state, layout)
    }

    private mutating func ticketList(_ state: DashboardState, _ layout: DashboardLayout) {
        let (head, rows) = layout.list.splitTop(layout.listHead)
        listTitle(state, in: head.row(0))
        let list = state.tickets.list
        if list.count == 0 { return message(emptyWords(state), in: rows) }
        let table = rows.inset(left: 2, right: 1)
        let columns = ColumnLayout(
            TicketColumn.columns(for: list.sort).filter { state.columns.contains($0.id) }, width: table.width)
        columnTitles(columns, list.sort, in: head.row(1).inset(left: 2, right: 1))
        let visible = state.tickets.viewport.visible(count: list.count, height: rows.height)
        for (line, row) in visible.enumerated() {
            let place = Rect(x: table.x, y: rows.y + line, width: table.width, height: 1)
            let isSelected = row == state.tickets.viewport.cursor
            if isSelected { cursor(in: rows.row(line)) }
            guard let ticket = list[row] else {
                self.line(glyphs.ellipsis, in: place, isSelected ? .selection : .faint)
                continue
            }
            let isChanged = state.tickets.flashes[ticket.id] != nil
            if isChanged, !isSelected { fill(rows.row(line), .flash) }
            let ground: Role? = isSelected ? .selection : isChanged ? .flash : nil
            mark(ticket.id, state.tickets.marks, in: rows.row(line), ground: ground)
            ticketRow(ticket, columns, state, in: place, ground: ground)
        }
    }

    private mutating func ticketRow(
        _ ticket: Ticket, _ columns: ColumnLayout<TicketColumn>, _ state: DashboardState, in row: Rect,
        ground: Role?
    ) {
        let reason = state.tickets.marks.reasons[ticket.id]
        for (index, slot) in columns.slots.enumerated() {
            let cell = Rect(x: row.x + slot.x, y: row.y, width: slot.width, height: 1)
            // Why a bulk change failed stands in the place of all but the title.
            if let reason, index > 0 {
                let rest = Rect(x: cell.x, y: row.y, width: row.width - slot.x, height: 1)
                return line([Piece("\(glyphs.cross) \(reason)", .bad)], in: rest, ground: ground)
            }
            line([cellPiece(slot.id, ticket, state)], in: cell, ground: ground)
        }
    }

    /// Paints the row under a cursor: by its ground and by a mark, never by colour alone.
    mutating func cursor(in row: Rect) {
        fill(row, .selection)
        line(String(glyphs.cursor), in: row, .selection)
    }

    private mutating func columnTitles(
        _ columns: ColumnLayout<TicketColumn>, _ sort: TicketSort, in area: Rect
    ) {
        for slot in columns.slots {
            let isSorted = slot.id.isSorted(by: sort.field)
            let arrow = String(sort.order == .ascending ? glyphs.arrowUp : glyphs.arrowDown)
            let name = slot.id.name
            let room = slot.width >= name.count
            let title = isSorted ? (room ? name + arrow : arrow + name) : name
            let cell = Rect(x: area.x + slot.x, y: area.y, width: slot.width + 1, height: area.height)
            line(title, in: cell, isSorted ? .title : .columnTitle)
        }
    }

    private func cellPiece(_ column: TicketColumn, _ ticket: Ticket, _ state: DashboardState) -> Piece {
        switch column {
        case .title: Piece(ticket.title, ticket.status == .closed ? .faint : .text)
        case .status: Piece(ticket.status.label, ticket.status.role)
        case .priority: Piece(ticket.priority.rawValue, ticket.priority.role)
        case .assignee: Piece(ticket.assignee ?? "-", ticket.assignee == nil ? .faint : .text)
        case .created: Piece(Age.short(of: ticket.createdAt, at: state.now), .faint)
        case .updated: Piece(Age.short(of: ticket.updatedAt, at: state.now), .faint)
        case .id: Piece(ticket.id.short, .faint)
        }
    }

    private func emptyWords(_ state: DashboardState) -> [Piece] {
        let tickets = state.tickets
        if let failure = tickets.failure {
            let again = tickets.retryAt == nil ? "" : "; trying again by itself"
            let hint =
                state.isConnected
                ? "\(state.hint(.reload)) tries again\(again)" : "they are read as soon as a server answers"
            return [
                Piece("\(glyphs.cross) The tickets could not be read", .bad), Piece(failure.message, .text),
                Piece(hint, .faint),
            ]
        }
        if tickets.isLoaded, tickets.list.isOpenEnded, tickets.load == nil, tickets.filterDueAt == nil {
            return [
                Piece("No ticket matches among the \(tickets.scanned) read last", .text),
                Piece("\(state.hint(.bottom)) reads on; Esc clears the filter", .faint),
            ]
        }
        if !tickets.isLoaded || tickets.load != nil || tickets.filterDueAt != nil {
            return [Piece("Loading\(glyphs.ellipsis)", .faint)]
        }
        if !tickets.expression.text.isEmpty {
            return [Piece("No ticket matches the filter", .text), Piece("Esc clears it", .faint)]
        }
        let hint = state.isReadOnly ? "read-only" : "\(state.hint(.newTicket)) makes one"
        return [Piece("No tickets yet in \(state.tenant.name)", .text), Piece(hint, .faint)]
    }
}
