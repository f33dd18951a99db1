import Screen
import Tickets

extension Canvas {
    mutating func services(_ state: DashboardState, _ layout: DashboardLayout) {
        let services = state.services
        if services.opened != nil, services.instances != nil { return instancePage(state, layout) }
        let (head, rows) = layout.body.splitTop(layout.listHead)
        guard let instances = services.instances else {
            line("Service", in: head.row(0).inset(left: 1), .title)
            let words = services.problem.map { Piece("\(glyphs.cross) \($0)", .bad) }
            return message([words ?? Piece("Asking the services\(glyphs.ellipsis)", .faint)], in: rows)
        }
        serviceVerdict(state, instances, in: head.row(0).inset(left: 1))
        if instances.isEmpty {
            return message([Piece("No service answers here", .faint)], in: rows)
        }
        let table = rows.inset(left: 2, right: 1)
        let columns = ColumnLayout(InstanceColumn.all, width: table.width)
        for slot in columns.slots {
            let cell = Rect(x: table.x + slot.x, y: head.y + 1, width: slot.width, height: head.height - 1)
            write(Piece(slot.id.rawValue, .columnTitle), slot.id, in: cell, isSelected: false)
        }
        let visible = services.viewport.visible(count: instances.count, height: rows.height)
        for (line, row) in visible.enumerated() {
            let isSelected = row == services.viewport.cursor
            if isSelected { cursor(in: rows.row(line)) }
            for slot in columns.slots {
                let cell = Rect(x: table.x + slot.x, y: rows.y + line, width: slot.width, height: 1)
                write(piece(slot, instances[row], state), slot.id, in: cell, isSelected: isSelected)
            }
        }
    }

    private mutating func serviceVerdict(
        _ state: DashboardState, _ instances: [InstanceStatus], in area: Rect
    ) {
        if let problem = state.services.problem {
            return line([Piece("Service  ", .title), Piece("\(glyphs.cross) \(problem)", .bad)], in: area)
        }
        let verdict = ServiceVerdict(instances, silentSince: state.services.silentSince, now: state.now)
        let (mark, role): (Character, Role) =
            switch verdict.level {
            case .good: (glyphs.mark, .good)
            case .warning: (glyphs.warning, .warning)
            case .bad: (glyphs.cross, .bad)
            }
        line([Piece("Service  ", .title), Piece("\(mark) \(verdict.text)", role)], in: area)
    }

    private mutating func write(_ piece: Piece, _ column: InstanceColumn, in cell: Rect, isSelected: Bool) {
        let role = isSelected ? .selection : piece.role
        if column.isNumber {
            lineAtRight(piece.text, in: cell, role)
        } else {
            line(piece.text, in: cell, role)
        }
    }

    private func piece(
        _ slot: ColumnLayout<InstanceColumn>.Slot, _ instance: InstanceStatus, _ state: DashboardState
    ) -> Piece {
        if instance.isGone, slot.id.isMeasured { return Piece("-", .faint) }
        switch slot.id {
        case .service: return Piece(instance.service, instance.isOurs ? .strong : .text)
        case .instance: return Piece(instance.shortID, instance.isHere ? .info : .faint)
        case .state:
            let mark = instance.stateMark(glyphs)
            return Piece("\(mark) \(instance.stateWords(at: state.now))", instance.stateRole)
        case .version: return Piece(instance.version)
        case .uptime: return Piece(instance.started.map { Age.short(of: state.now.since($0)) } ?? "-")
        case .requests: return Piece(Amount.count(of: instance.requests))
        case .requestRate: return Piece(instance.rate.map { Amount.count($0.requests) } ?? "-")
        case .trend:
            let values = state.services.trends[instance.id]?.requests.values ?? []
            return Piece(Sparkline.text(values, width: slot.width, glyphs: glyphs), .info)
        case .errors: return Piece(Amount.count(of: instance.errors), instance.errors > 0 ? .warning : .text)
        case .errorRate:
            let rate = instance.rate?.errors
            return Piece(rate.map { Amount.count($0) } ?? "-", (rate ?? 0) > 0 ? .bad : .text)
        case .ping: return Piece(instance.roundTrip.map(Amount.time) ?? "-")
        case .lastError: return Piece(instance.lastError, .warning)
        case .p50, .p95, .p99, .maximum, .pending, .tickets, .store, .jetStream:
            return piece(ofHealth: slot.id, instance)
        }
    }

    /// What only a ticket service tells.
    private func piece(ofHealth column: InstanceColumn, _ instance: InstanceStatus) -> Piece {
        guard let health = instance.health else { return Piece("-", .faint) }
        switch column {
        case .p50: return Piece(instance.latency.map { Amount.time($0.p50) } ?? "-")
        case .p95: return Piece(instance.latency.map { Amount.time($0.p95) } ?? "-")
        case .p99: return Piece(instance.latency.map { Amount.time($0.p99) } ?? "-")
        case .maximum: return Piece(instance.longest.map(Amount.time) ?? "-")
        case .pending:
            return Piece(
                Amount.count(of: UInt64(clamping: health.pendingEvents)),
                health.pendingEvents > 0 ? .warning : .text)
        case .tickets: return Piece(Amount.count(of: UInt64(clamping: health.tickets)))
        case .store: return Piece(health.store)
        default: return Piece(health.hasJetStream ? "yes" : "no", instance.lacksJetStream ? .warning : .text)
        }
    }

    private mutating func instancePage(_ state: DashboardState, _ layout: DashboardLayout) {
        let lines = state.services.openedInstance.map {
            InstancePage.lines($0, state, width: layout.page.width)
        }
        let gone = [[Piece("This instance is gone", .warning)]]
        let title = state.services.openedInstance.map { "\($0.service) \($0.shortID)" } ?? "Instance"
        page(title, lines ?? gone, state.services.page, layout, hint: "Esc to the list")
    }
}
