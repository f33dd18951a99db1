public import Tickets

/// Something that an alert rule found.
public struct Alert: Sendable, Hashable {
    public enum Cause: Sendable, Hashable {
        /// A message that the rule is about.
        indirect case event(EventRecord)
        /// No such message since then.
        case silence(since: Timestamp)
    }

    /// The place of its rule among the rules.
    public let rule: Int
    public let cause: Cause
    /// When it was found.
    public let time: Timestamp

    public init(rule: Int, cause: Cause, time: Timestamp) {
        self.rule = rule
        self.cause = cause
        self.time = time
    }
}

/// Alerts that were found together, the oldest first.
public struct AlertBatch: Sendable, Hashable {
    /// So many are handed over at once.
    public static let limit = 500

    public private(set) var alerts: [Alert]
    /// How many more there were, by the places of their rules.
    public private(set) var leftOut: [Int: Int]

    public init(_ alerts: [Alert] = [], leftOut: [Int: Int] = [:]) {
        self.alerts = alerts
        self.leftOut = leftOut
    }

    public var isEmpty: Bool { alerts.isEmpty && leftOut.isEmpty }

    /// Puts later ones behind these; the oldest ones beyond the limit are only counted.
    public mutating func append(_ later: AlertBatch) {
        alerts += later.alerts
        leftOut.merge(later.leftOut, uniquingKeysWith: +)
        let excess = alerts.count - AlertBatch.limit
        guard excess > 0 else { return }
        for alert in alerts.prefix(excess) { leftOut[alert.rule, default: 0] += 1 }
        alerts.removeFirst(excess)
    }
}
