/// How urgent a ticket is; sorts from low to critical.
public enum Priority: String, Sendable, Hashable, CaseIterable, Comparable {
    case low, medium, high, critical

    /// The place in the order, from 0.
    public var rank: Int {
        switch self {
        case .low: 0
        case .medium: 1
        case .high: 2
        case .critical: 3
        }
    }

    public static func < (left: Priority, right: Priority) -> Bool { left.rank < right.rank }
}
