import Screen
import Tickets

// What stands in the cells of the cluster view.
extension Canvas {
    func piece(
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

    func piece(_ column: StreamColumn, _ stream: StreamStatus) -> Piece {
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
