public import Tickets

extension Alert {
    /// What happened, without the rule's name.
    public func words(now: Timestamp, arrow: String = "→") -> String {
        switch cause {
        case .event(let record):
            let tenant = record.change.map { " \($0.ticket.tenant.name)" } ?? ""
            return "\(record.subject)\(tenant): \(EventSummary.text(of: record, arrow: arrow))"
        case .silence(let since):
            return "no such event for \(Age.passed(since: since, at: time)), since \(since.readable)"
        }
    }
}

extension AlertRule {
    /// What it looks for.
    public var summary: String {
        let what = expression.isEmpty ? "any event" : expression
        return silence.map { "no \(what) for \(Age.short(of: $0))" } ?? what
    }
}
