import Screen
import Tickets

/// All that is known of a server as lines.
struct NodePage {
    private let node: NodeStatus
    private let state: DashboardState
    private let width: Int

    init(_ node: NodeStatus, _ state: DashboardState, width: Int) {
        self.node = node
        self.state = state
        self.width = width
    }

    var lines: [[Piece]] {
        var lines = [ClusterPage.field("State", Piece(node.stateWord, node.stateRole))]
        for reason in node.reasons {
            lines += ClusterPage.field("", wrapping: reason, node.stateRole, width: width)
        }
        if let since = node.downSince ?? node.since {
            let label = node.isDown ? "Down since" : "Since"
            let words = "\(since.readable), \(Age.passed(since: since, at: state.now))"
            lines.append(ClusterPage.field(label, Piece(words)))
        }
        lines.append(ClusterPage.field("Address", Piece(node.address)))
        if node.isLocal { lines.append(ClusterPage.field("Local", Piece(localWords, .info))) }
        if node.isDown, node.version != nil { lines += [[], [Piece("Before it went down", .columnTitle)]] }
        if !node.roles.isEmpty { lines.append(ClusterPage.field("Role", Piece(node.roles, .info))) }
        lines += checks
        lines += optional("Version", node.version)
        lines += optional("Uptime", node.uptime.map { Age.short(of: $0) })
        lines += optional("Connections", node.connections.map { "\($0)" })
        lines += optional("Subscriptions", node.subscriptions.map { "\($0)" })
        lines += optional(
            "Slow consumers", node.slowConsumers.map { "\($0)\(recent(Int64(node.recentSlowConsumers)))" })
        lines += optional("CPU", node.cpu.map(Amount.percent))
        lines += optional("Memory", node.memory.map(Amount.bytes))
        return lines + traffic + jetStream + streams + routes
    }

    private var localWords: String {
        node.isDown
            ? "a node of the local cluster: \(state.hint(.startNode)) starts it"
            : "a node of the local cluster: \(state.hint(.killNode)) kills it"
    }

    private var checks: [[Piece]] {
        guard let checks = node.checks else { return [] }
        return [
            ("JetStream runs", checks.isRunning), ("In contact", checks.isInContact),
            ("All current", checks.isCurrent),
        ].flatMap { label, check in
            switch check {
            case .passed: [ClusterPage.field(label, Piece("yes", .good))]
            case .unknown: [ClusterPage.field(label, Piece("not known", .warning))]
            case .failed(let reason):
                ClusterPage.field(label, wrapping: "no: \(reason)", .warning, width: width)
            }
        }
    }

    private var traffic: [[Piece]] {
        guard let rates = node.rates, let trend = state.cluster.trends[node.id] else { return [] }
        let columns = max(8, min(60, width - 46))
        func line(_ label: String, _ value: Double, _ unit: String, _ series: Series) -> [Piece] {
            let words = "\(Amount.count(value)) \(unit)"
            let blanks = String(repeating: " ", count: max(1, 20 - words.count))
            let bars = Sparkline.text(series.values, width: columns, glyphs: state.glyphs)
            return ClusterPage.field(label, Piece(words + blanks)) + [Piece(bars, .info)]
        }
        return [
            [], [Piece("Traffic", .columnTitle)],
            line("In", rates.messagesIn, "messages/s", trend.messagesIn),
            line("Out", rates.messagesOut, "messages/s", trend.messagesOut),
            line("", rates.bytesIn, "bytes/s in", trend.bytesIn),
            line("", rates.bytesOut, "bytes/s out", trend.bytesOut),
        ]
    }

    private var jetStream: [[Piece]] {
        guard let use = node.jetStream else {
            return node.cpu == nil ? [] : [[], ClusterPage.field("JetStream", Piece("off", .faint))]
        }
        return [
            [], [Piece("JetStream", .columnTitle)],
            gauge("File", use.file, of: use.fileLimit, reserved: use.reservedFile),
            gauge("Memory", use.memory, of: use.memoryLimit, reserved: use.reservedMemory),
            ClusterPage.field("Streams", Piece("\(use.streams)")),
            ClusterPage.field("Consumers", Piece("\(use.consumers)")),
            ClusterPage.field("Messages", Piece("\(use.messages)")),
            ClusterPage.field(
                "API errors",
                Piece(
                    "\(use.apiErrors)\(recent(use.recentAPIErrors))",
                    use.recentAPIErrors > 0 ? .warning : .text)),
        ]
    }

    private func gauge(_ label: String, _ used: Int64, of limit: Int64, reserved: Int64) -> [Piece] {
        let kept = reserved > 0 ? ", \(Amount.bytes(reserved)) reserved" : ""
        let words = NodeStatus.use(used, of: limit) + kept
        let bar = min(30, width - 20 - words.count)
        guard limit > 0, bar >= 5 else { return ClusterPage.field(label, Piece(words)) }
        let share = Double(used) / Double(limit)
        return ClusterPage.field(
            label,
            Piece(
                Gauge.text(share, width: bar, glyphs: state.glyphs) + "  ",
                NodeStatus.role(of: used, limit: limit)))
            + [Piece(words)]
    }

    /// The streams that it leads, and those of which it has another replica.
    private var streams: [[Piece]] {
        let own = (state.cluster.report?.streams ?? []).filter { stream in
            stream.replicas.contains { $0.name == node.name }
        }
        guard !own.isEmpty else { return [] }
        return [[], [Piece("Streams here", .columnTitle)]]
            + own.map { stream in
                let replica = stream.replicas.first { $0.name == node.name }
                let words = stream.leader == node.name ? "leads it" : replica?.words ?? ""
                let isWell = replica?.isCurrent ?? false
                return ClusterPage.field(stream.name, Piece(words, isWell ? .text : .warning))
            }
    }

    private var routes: [[Piece]] {
        guard !node.isDown, !node.routes.isEmpty || node.lacksRoutes else { return [] }
        return [[], [Piece("Routes \(node.routeWords)", .columnTitle)]]
            + node.routes.map { ClusterPage.field($0.name, Piece($0.roundTrip)) }
    }

    private func recent(_ count: Int64) -> String { count > 0 ? ", \(count) in the last minute" : "" }

    private func optional(_ label: String, _ value: String?) -> [[Piece]] {
        value.map { [ClusterPage.field(label, Piece($0))] } ?? []
    }
}
