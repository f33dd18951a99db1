public import Tickets

/// Which of a tenant's events are asked for.
public struct EventQuery: Sendable, Hashable {
    /// How many events a reply holds when nothing is said.
    public static let defaultLimit = 100
    /// How many events may be asked for.
    public static let limits = 1...1000

    /// Only events behind this sequence of the event stream.
    public var afterSequence: UInt64?
    /// Only events of this moment or later.
    public var since: Timestamp?
    public var limit: Int

    public init(afterSequence: UInt64? = nil, since: Timestamp? = nil, limit: Int = defaultLimit) {
        self.afterSequence = afterSequence
        self.since = since
        self.limit = limit
    }
}
