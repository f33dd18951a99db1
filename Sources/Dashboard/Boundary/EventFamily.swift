/// What kind of message of the event stream a subject is for.
public enum EventFamily: Int, Sendable, Hashable, CaseIterable {
    case create, update, delete, notification, audit, other

    /// The family of a message's subject.
    public init(subject: String) {
        switch subject {
        case "ticket.create": self = .create
        case "ticket.update": self = .update
        case "ticket.delete": self = .delete
        default:
            if subject.hasPrefix("notification.") {
                self = .notification
            } else {
                self = subject.hasPrefix("audit.") ? .audit : .other
            }
        }
    }

    /// The subjects of the family.
    var label: String {
        switch self {
        case .create: "ticket.create"
        case .update: "ticket.update"
        case .delete: "ticket.delete"
        case .notification: "notification.*"
        case .audit: "audit.*"
        case .other: "other"
        }
    }
}

/// How many events of each family there were.
public struct EventCounts: Sendable, Hashable {
    private var counts = [Int](repeating: 0, count: EventFamily.allCases.count)

    public init() {}

    public subscript(family: EventFamily) -> Int {
        get { counts[family.rawValue] }
        set { counts[family.rawValue] = newValue }
    }

    /// The events of all families.
    public var total: Int { counts.reduce(0, +) }

    /// Adds the numbers of others.
    public mutating func add(_ other: EventCounts) {
        for family in EventFamily.allCases { self[family] += other[family] }
    }
}
