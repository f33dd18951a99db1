/// Where a ticket is on its way; sorts from open to closed.
public enum Status: String, Sendable, Hashable, CaseIterable, Comparable {
    case open
    case inProgress = "in_progress"
    case resolved, closed

    /// The place in the order, from 0.
    public var rank: Int {
        switch self {
        case .open: 0
        case .inProgress: 1
        case .resolved: 2
        case .closed: 3
        }
    }

    public static func < (left: Status, right: Status) -> Bool { left.rank < right.rank }
}
