import Screen
import Tickets

extension Canvas {
    mutating func cluster(_ state: DashboardState, _ layout: DashboardLayout) {
        if state.cluster.opened != nil { return clusterPage(state, layout) }
        let (head, rows) = layout.body.splitTop(layout.listHead)
        guard let report = state.cluster.report else {
            line("Cluster", in: head.row(0).inset(left: 1), .title)
            return message([Piece("Asking the servers\(glyphs.ellipsis)", .faint)], in: rows)
        }
        verdict(report, state, in: head.row(0).inset(left: 1, right: 1))
        let table = rows.inset(left: 2, right: 1)
        let nodes = ColumnLayout(NodeColumn.all, width: table.width)
        if head.height > 1 {
            for slot in nodes.slots {
                let cell = Rect(x: table.x + slot.x, y: head.y + 1, width: slot.width, height: 1)
                write(Piece(slot.id.rawValue, .columnTitle), in: cell, atRight: slot.id.isNumber)
            }
        }
        let streams = ColumnLayout(StreamColumn.all, width: table.width)
        let all = state.cluster.rows
        let visible = state.cluster.viewport.visible(count: all.count, height: rows.height)
        for (offset, number) in visible.enumerated() {
            let isSelected = number == state.cluster.viewport.cursor && all[number].item != nil
            if isSelected { cursor(in: rows.row(offset)) }
            let area = table.row(offset)
            switch all[number] {
            case .node(let node): self.node(node, state, nodes, in: area, isSelected: isSelected)
            case .stream(let stream): self.stream(stream, streams, in: area, isSelected: isSelected)
            case .streamTitles: streamTitles(streams, in: area)
            case .advisoryTitle: line("TOLD BY THE SERVERS", in: area, .columnTitle)
            case .advisory(let advisory, _):
                self.advisory(advisory, state.now, in: area, isSelected: isSelected)
            case .note(let words): line(words, in: area, .faint)
            case .gap: break
            }
        }
    }

    /// The verdict, and at its right what followed the last kill.
    private mutating func verdict(_ report: ClusterReport, _ state: DashboardState, in area: Rect) {
        let verdict = ClusterVerdict(report, now: state.now)
        let (mark, role): (Character, Role) =
            switch verdict.level {
            case .good: (glyphs.mark, .good)
            case .warning: (glyphs.warning, .warning)
            case .bad: (glyphs.cross, .bad)
            }
        var left = area
        if let failover = state.cluster.failover, !failover.isPast(at: state.now) {
            let words = failover.words
            let width = TextWidth.columns(of: words)
            // On a narrow screen the verdict counts more; what was measured stands in the list, too.
            if area.width >= width + 50 {
                left = area.inset(right: width + 2)
                lineAtRight(words, in: area, failover.role)
            }
        }
        line([Piece("Cluster  ", .title), Piece("\(mark) \(verdict.text)", role)], in: left)
    }

    private mutating func node(
        _ node: NodeStatus, _ state: DashboardState, _ columns: ColumnLayout<NodeColumn>, in area: Rect,
        isSelected: Bool
    ) {
        for slot in columns.slots {
            let cell = Rect(x: area.x + slot.x, y: area.y, width: slot.width, height: 1)
            write(
                piece(slot, node, state), in: cell, atRight: slot.id.isNumber,
                ground: isSelected ? .selection : nil)
        }
    }

    private mutating func stream(
        _ stream: StreamStatus, _ columns: ColumnLayout<StreamColumn>, in area: Rect, isSelected: Bool
    ) {
        for slot in columns.slots {
            let cell = Rect(x: area.x + slot.x, y: area.y, width: slot.width, height: 1)
            write(
                piece(slot.id, stream), in: cell, atRight: slot.id.isNumber,
                ground: isSelected ? .selection : nil)
        }
    }

    private mutating func streamTitles(_ columns: ColumnLayout<StreamColumn>, in area: Rect) {
        for slot in columns.slots {
            let cell = Rect(x: area.x + slot.x, y: area.y, width: slot.width, height: 1)
            write(Piece(slot.id.rawValue, .columnTitle), in: cell, atRight: slot.id.isNumber)
        }
    }

    private mutating func advisory(
        _ advisory: Advisory, _ now: Timestamp, in area: Rect, isSelected: Bool
    ) {
        let time = Piece("\(advisory.time.timeOfDay.prefix(8))  ", .faint)
        line([time, Piece(advisory.text, advisory.role)], in: area, ground: isSelected ? .selection : nil)
    }

    private mutating func write(_ piece: Piece, in cell: Rect, atRight: Bool, ground: Role? = nil) {
        if atRight {
            lineAtRight(piece.text, in: cell, ground ?? piece.role)
        } else {
            line(piece.text, in: cell, ground ?? piece.role)
        }
    }

    private mutating func clusterPage(_ state: DashboardState, _ layout: DashboardLayout) {
        let page = ClusterPage(state)
        self.page(
            page.title, ClusterPage.lines(state, width: layout.page.width), state.cluster.page, layout,
            hint: "Esc to the list")
    }
}

extension Advisory {
    var role: Role {
        switch weight {
        case .good: .good
        case .info: .text
        case .warning: .warning
        case .bad: .bad
        }
    }
}

extension Failover {
    var role: Role {
        switch step {
        case .killing, .measuring: .info
        case .over, .uninterrupted: .good
        case .missing: .bad
        }
    }
}
