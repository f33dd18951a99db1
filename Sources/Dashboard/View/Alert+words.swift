import Tickets

extension Alert {
    /// What happened, without the rule's name.
    public func words(at local: ClockOffsets, arrow: String = "→") -> String {
        switch cause {
        case .event(let record):
            let tenant = record.tenant.map { " \($0)" } ?? ""
            return "\(record.subject)\(tenant): \(EventSummary.text(of: record, arrow: arrow))"
        case .silence(let since):
            return "no such event for \(Age.passed(since: since, at: time)), since \(local.shifted(since).timeOfDay.prefix(8))"
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
