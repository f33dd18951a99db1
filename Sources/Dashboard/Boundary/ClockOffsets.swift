public import Tickets

/// The offsets of local time from UTC, from one change of the clock to the next.
public struct ClockOffsets: Sendable, Hashable {
    /// From a moment on, local time is so much ahead of UTC.
    public struct Offset: Sendable, Hashable {
        public let since: Timestamp
        public let ahead: Duration

        public init(since: Timestamp, ahead: Duration) {
            self.since = since
            self.ahead = ahead
        }
    }

    private let offsets: [Offset]

    /// - Parameter offsets: in the order of time; before the first it is as from there on. None: UTC.
    public init(_ offsets: [Offset] = []) { self.offsets = offsets }

    /// How far local time is ahead of UTC at a moment.
    public func ahead(at time: Timestamp) -> Duration {
        (offsets.last { $0.since <= time } ?? offsets.first)?.ahead ?? .zero
    }

    /// The moment whose UTC fields are the local ones of this moment: to be written, not to be reckoned with.
    func shifted(_ time: Timestamp) -> Timestamp { time.advanced(by: ahead(at: time)) }

    /// The moment of a local date and time that are given as if they were UTC.
    func moment(ofLocal local: Timestamp) -> Timestamp {
        let guess = local.advanced(by: .zero - ahead(at: local))
        return local.advanced(by: .zero - ahead(at: guess))
    }
}
