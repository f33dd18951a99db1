import Screen
import Tickets

/// All that is known of an instance of a service as lines.
enum InstancePage {
    private static let labelWidth = 16

    static func lines(_ instance: InstanceStatus, _ state: DashboardState, width: Int) -> [[Piece]] {
        var page = InstancePage.Lines(width: width)
        page.field("State", instance.stateWords(at: state.now), instance.stateRole)
        for reason in instance.reasons { page.field("", reason, instance.stateRole) }
        if let since = instance.goneSince {
            page.field("Gone since", since.readable)
            page.heading("Before it went")
        }
        page.field("Service", instance.service, .strong)
        page.field("Id", instance.instance + (instance.isHere ? " (in this dashboard)" : ""))
        page.optional("Version", instance.version)
        page.optional("About", instance.explanation)
        if let started = instance.started {
            page.field("Started", "\(started.readable), up \(Age.short(of: state.now.since(started)))")
        }
        if !instance.isGone {
            page.field("Ping", instance.roundTrip.map(Amount.time) ?? "no answer")
            self.trends(instance, state, &page)
        }
        for field in instance.metadata { page.field(field.name, field.value) }
        for endpoint in instance.endpoints { self.lines(endpoint, state.now, &page) }
        return page.lines
    }

    private static func trends(
        _ instance: InstanceStatus, _ state: DashboardState, _ page: inout InstancePage.Lines
    ) {
        guard let trend = state.services.trends[instance.id] else { return }
        let width = min(60, max(8, page.width - labelWidth - 12))
        func line(_ label: String, _ rate: Double?, _ series: Series, _ role: Role) {
            let bars = Sparkline.text(series.values, width: width, glyphs: state.glyphs)
            page.pieces(label, [Piece(bars, role), Piece("  \(rate.map { Amount.count($0) } ?? "-")/s")])
        }
        line("Requests", instance.rate?.requests, trend.requests, .info)
        line("Errors", instance.rate?.errors, trend.errors, .warning)
    }

    private static func lines(_ endpoint: EndpointStatus, _ now: Timestamp, _ page: inout InstancePage.Lines)
    {
        page.heading("Endpoint \(endpoint.name)")
        page.field("Subject", endpoint.subject)
        page.optional("Queue group", endpoint.queueGroup)
        let speed = endpoint.rate.map { ", \(Amount.count($0.requests))/s" } ?? ""
        page.field("Requests", "\(endpoint.requests)\(speed)")
        let fails = endpoint.rate.map { ", \(Amount.count($0.errors))/s" } ?? ""
        page.field("Errors", "\(endpoint.errors)\(fails)", endpoint.errors > 0 ? .warning : .text)
        if !endpoint.lastError.isEmpty { page.field("Last error", endpoint.lastError, .warning) }
        page.field("Average", Amount.time(endpoint.averageTime))
        if let health = endpoint.health { lines(health, now, &page) }
        for field in endpoint.metadata { page.field(field.name, field.value) }
        if !endpoint.other.isEmpty { page.field("Data", endpoint.other) }
    }

    private static func lines(
        _ health: EndpointStatus.Health, _ now: Timestamp, _ page: inout InstancePage.Lines
    ) {
        if let latency = health.latency {
            let values = [
                ("p50", latency.p50), ("p95", latency.p95), ("p99", latency.p99), ("max", latency.maximum),
            ]
            page.field("Latency", values.map { "\($0) \(Amount.time($1))" }.joined(separator: ", "))
        }
        if let last = health.lastRequest {
            page.field("Last request", "\(last.readable), \(Age.passed(since: last, at: now)) ago")
        }
        page.field("NATS", health.isConnected ? "connected" : "not connected", role(health.isConnected))
        page.field(
            "JetStream", health.hasJetStream ? "available" : "not available",
            role(health.hasJetStream || health.store == "memory"))
        page.field(
            "Takes requests", health.takesRequests ? "yes" : "no", role(health.takesRequests))
        page.optional("Store", health.store)
        page.field("Tickets", "\(health.tickets)")
        page.field("Pending events", "\(health.pendingEvents)", role(health.pendingEvents == 0))
        page.field("Under way", "\(health.underWay) requests, \(health.refused) refused so far")
    }

    private static func role(_ isGood: Bool) -> Role { isGood ? .text : .warning }

    /// The lines while they are put together.
    private struct Lines {
        let width: Int
        var lines: [[Piece]] = []

        init(width: Int) { self.width = width }

        mutating func heading(_ text: String) { lines += [[], [Piece(text, .columnTitle)]] }

        mutating func optional(_ label: String, _ value: String) {
            if !value.isEmpty { field(label, value) }
        }

        /// A label and its value, which goes on below itself where it is long.
        mutating func field(_ label: String, _ value: String, _ role: Role = .text) {
            let rows = TextLayout.wrap(value, to: max(1, width - labelWidth))
            for (index, row) in rows.enumerated() { pieces(index == 0 ? label : "", [Piece(row, role)]) }
        }

        mutating func pieces(_ label: String, _ values: [Piece]) {
            let label = TextWidth.pad(label, to: labelWidth - 1, mark: "~") + " "
            lines.append([Piece(label, .faint)] + values)
        }
    }
}
