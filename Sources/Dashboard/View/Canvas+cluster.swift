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
        if let failover = state.cluster.failover {
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

// What stands in a cell.
extension Canvas {
    private func piece(
        _ slot: ColumnLayout<NodeColumn>.Slot, _ node: NodeStatus, _ state: DashboardState
    ) -> Piece {
        if node.isDown, slot.id.isMeasured { return Piece("-") }
        return switch slot.id {
        case .name: Piece(node.name, .strong)
        case .state: Piece("\(node.stateMark(glyphs)) \(node.stateWord)", node.stateRole)
        case .since: Piece(node.since.map { Age.silence(max(.zero, state.now.since($0))) } ?? "-")
        case .role: Piece(node.roles, .info)
        case .version: Piece(node.version ?? "-")
        case .uptime: Piece(node.uptime.map { Age.short(of: $0) } ?? "-")
        case .connections: Piece(node.connections.map { "\($0)" } ?? "-")
        case .subscriptions: Piece(node.subscriptions.map { "\($0)" } ?? "-")
        case .slowConsumers:
            Piece(node.slowConsumers.map { "\($0)" } ?? "-", node.recentSlowConsumers > 0 ? .warning : .text)
        case .cpu: Piece(node.cpu.map { Amount.count($0) + "%" } ?? "-")
        case .memory: Piece(node.memory.map(Amount.shortBytes) ?? "-")
        case .messagesIn: Piece(node.rates.map { Amount.count($0.messagesIn) } ?? "-")
        case .messagesOut: Piece(node.rates.map { Amount.count($0.messagesOut) } ?? "-")
        case .trend:
            Piece(
                Sparkline.text(
                    state.cluster.trends[node.id]?.messages.values ?? [], width: slot.width, glyphs: glyphs),
                .info)
        case .bytesIn: Piece(node.rates.map { Amount.count($0.bytesIn) } ?? "-")
        case .bytesOut: Piece(node.rates.map { Amount.count($0.bytesOut) } ?? "-")
        case .routes: Piece(node.routeWords, node.lacksRoutes ? .warning : .text)
        case .file, .storedMemory, .apiErrors: jetStream(slot, node)
        }
    }

    private func jetStream(_ slot: ColumnLayout<NodeColumn>.Slot, _ node: NodeStatus) -> Piece {
        guard let use = node.jetStream else { return Piece(node.cpu == nil ? "-" : "off", .faint) }
        return switch slot.id {
        case .file: gauge(use.file, of: use.fileLimit, width: slot.width)
        case .storedMemory: gauge(use.memory, of: use.memoryLimit, width: slot.width)
        default: Piece("\(use.apiErrors)", use.recentAPIErrors > 0 ? .warning : .text)
        }
    }

    /// A use against its limit, with a bar where there is room.
    private func gauge(_ used: Int64, of limit: Int64, width: Int) -> Piece {
        let words = NodeStatus.shortUse(used, of: limit)
        let role = NodeStatus.role(of: used, limit: limit)
        let bar = width - 10
        guard limit > 0, bar >= 5, TextWidth.columns(of: words) < 10 else { return Piece(words, role) }
        let blanks = String(repeating: " ", count: 10 - TextWidth.columns(of: words))
        return Piece(
            Gauge.text(Double(used) / Double(limit), width: bar, glyphs: glyphs) + blanks + words, role)
    }

    private func piece(_ column: StreamColumn, _ stream: StreamStatus) -> Piece {
        switch column {
        case .name: Piece(stream.name, .strong)
        case .state: Piece("\(stream.stateMark(glyphs)) \(stream.stateWord)", stream.stateRole)
        case .leader: Piece(stream.leader ?? "none", stream.leader == nil ? .bad : .text)
        case .replicas:
            Piece(
                (stream.leader == nil ? "?" : "\(stream.current)") + "/\(stream.replicas.count)",
                stream.current < stream.replicas.count ? .warning : .text)
        case .lag: Piece(Amount.count(of: stream.lag), stream.lag > 0 ? .warning : .text)
        case .messages: Piece(Amount.count(of: stream.messages))
        case .bytes: Piece(Amount.shortBytes(stream.bytes))
        case .consumers: Piece("\(stream.consumers.count)")
        case .pending: Piece(Amount.count(of: stream.pending))
        case .unacknowledged: Piece(Amount.count(of: stream.unacknowledged))
        case .redelivered: Piece(Amount.count(of: stream.redelivered))
        }
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
