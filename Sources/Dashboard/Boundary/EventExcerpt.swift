public import Tickets

/// A place of the event stream from which messages are read.
public enum EventPlace: Sendable, Hashable {
    /// The ones right before this sequence.
    case before(UInt64)
    /// From this sequence on, or the next there is.
    case from(UInt64)
    /// From the first on that was stored at that time or later.
    case at(Timestamp)
}

/// Messages of a stretch of the event stream.
public struct EventExcerpt: Sendable, Hashable {
    /// In the order of the stream.
    public let records: [EventRecord]
    /// The stretch, without gaps: what has no record in it is not in the stream.
    public let covered: Range<UInt64>
    /// The first and the last sequence that the stream has; the last is below the first when it is empty.
    public let first: UInt64
    public let last: UInt64

    public init(records: [EventRecord], covered: Range<UInt64>, first: UInt64, last: UInt64) {
        self.records = records
        self.covered = covered
        self.first = first
        self.last = last
    }
}
