public import TicketWire

/// An instance of a service as it is seen from one round of questions to the next.
public struct WatchedInstance: Sendable, Hashable {
    /// What an endpoint does in a second.
    public struct Rate: Sendable, Hashable {
        public let requests: Double
        public let errors: Double
    }

    public internal(set) var identity: InstanceIdentity
    /// `nil`: it answered, but not with statistics.
    public internal(set) var statistics: InstanceStatistics?
    /// What it offers; `nil`: not said yet.
    public internal(set) var information: InstanceInformation?
    /// How long its last answer to `PING` took; `nil`: it gave none in the last round.
    public internal(set) var roundTrip: Duration?
    /// By the places of the endpoints in the statistics; `nil` before two readings.
    public internal(set) var rates: [Rate]?
    /// Since when it has not answered; `nil`: it answers.
    public internal(set) var goneSince: ContinuousClock.Instant?
    /// When the statistics came in.
    var measured: ContinuousClock.Instant?
    /// How often it was asked what it offers.
    var questions = 0

    /// All endpoints together; `nil` before two readings.
    public var rate: Rate? {
        rates.map { rates in
            Rate(
                requests: rates.reduce(0) { $0 + $1.requests }, errors: rates.reduce(0) { $0 + $1.errors })
        }
    }

    init(_ identity: InstanceIdentity) { self.identity = identity }

    /// Takes newer statistics in.
    mutating func take(_ new: InstanceStatistics, at now: ContinuousClock.Instant) {
        defer {
            statistics = new
            measured = now
        }
        rates = nil
        guard let old = statistics, let measured, old.started == new.started,
            old.endpoints.map(\.subject) == new.endpoints.map(\.subject)
        else { return }
        let seconds = (now - measured) / .seconds(1)
        guard seconds > 0 else { return }
        func rate(_ old: UInt64, _ new: UInt64) -> Double { new >= old ? Double(new - old) / seconds : 0 }
        rates = zip(old.endpoints, new.endpoints).map { old, new in
            Rate(requests: rate(old.requests, new.requests), errors: rate(old.errors, new.errors))
        }
    }
}
