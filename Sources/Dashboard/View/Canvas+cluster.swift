import Screen

extension Canvas {
    mutating func cluster(_ state: DashboardState, _ layout: DashboardLayout) {
        if state.cluster.opened != nil { return nodePage(state, layout) }
        let (head, rows) = layout.body.splitTop(layout.listHead)
        guard let nodes = state.cluster.nodes else {
            line("Cluster", in: head.row(0).inset(left: 1), .title)
            return message([Piece("Asking the servers\(glyphs.ellipsis)", .faint)], in: rows)
        }
        verdict(nodes, in: head.row(0).inset(left: 1))
        let table = rows.inset(left: 2, right: 1)
        let columns = ColumnLayout(NodeColumn.all, width: table.width)
        for slot in columns.slots {
            let cell = Rect(x: table.x + slot.x, y: head.y + 1, width: slot.width, height: head.height - 1)
            write(Piece(slot.id.rawValue, .columnTitle), slot.id, in: cell, isSelected: false)
        }
        let visible = state.cluster.viewport.visible(count: nodes.count, height: rows.height)
        for (line, row) in visible.enumerated() {
            let isSelected = row == state.cluster.viewport.cursor
            if isSelected { cursor(in: rows.row(line)) }
            for slot in columns.slots {
                let cell = Rect(x: table.x + slot.x, y: rows.y + line, width: slot.width, height: 1)
                write(piece(slot.id, nodes[row]), slot.id, in: cell, isSelected: isSelected)
            }
        }
    }

    private mutating func write(_ piece: Piece, _ column: NodeColumn, in cell: Rect, isSelected: Bool) {
        let role = isSelected ? .selection : piece.role
        if column.isNumber {
            lineAtRight(piece.text, in: cell, role)
        } else {
            line(piece.text, in: cell, role)
        }
    }

    private mutating func verdict(_ nodes: [NodeStatus], in area: Rect) {
        let verdict = ClusterVerdict(nodes)
        let (mark, role): (Character, Role) =
            switch verdict.level {
            case .good: (glyphs.mark, .good)
            case .warning: (glyphs.warning, .warning)
            case .bad: (glyphs.cross, .bad)
            }
        line([Piece("Cluster  ", .title), Piece("\(mark) \(verdict.text)", role)], in: area)
    }

    private func piece(_ column: NodeColumn, _ node: NodeStatus) -> Piece {
        if node.isDown, column.isMeasured { return Piece("-") }
        return switch column {
        case .name: Piece(node.name, .strong)
        case .state: Piece("\(node.stateMark(glyphs)) \(node.stateWord)", node.stateRole)
        case .role: Piece(node.roles, .info)
        case .version: Piece(node.version ?? "-")
        case .uptime: Piece(node.uptime.map { Age.short(of: $0) } ?? "-")
        case .connections: Piece(node.connections.map { "\($0)" } ?? "-")
        case .cpu: Piece(node.cpu.map(Amount.percent) ?? "-")
        case .memory: Piece(node.memory.map(Amount.shortBytes) ?? "-")
        case .messagesIn: Piece(node.rates.map { Amount.count($0.messagesIn) } ?? "-")
        case .messagesOut: Piece(node.rates.map { Amount.count($0.messagesOut) } ?? "-")
        case .bytesIn: Piece(node.rates.map { Amount.count($0.bytesIn) } ?? "-")
        case .bytesOut: Piece(node.rates.map { Amount.count($0.bytesOut) } ?? "-")
        case .file: Piece(node.jetStream.map { NodeStatus.shortUse($0.file, of: $0.fileLimit) } ?? "-")
        case .storedMemory:
            Piece(node.jetStream.map { NodeStatus.shortUse($0.memory, of: $0.memoryLimit) } ?? "-")
        }
    }

    private mutating func nodePage(_ state: DashboardState, _ layout: DashboardLayout) {
        let lines = state.cluster.openedNode.map {
            NodePage.lines($0, width: layout.page.width, now: state.now)
        }
        let gone = [[Piece("This server is not in the cluster any more", .warning)]]
        page(state.cluster.opened ?? "", lines ?? gone, state.cluster.page, layout, hint: "Esc to the list")
    }
}
