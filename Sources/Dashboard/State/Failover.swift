import Tickets

/// What followed the kill of a node.
struct Failover: Sendable, Hashable {
    enum Step: Sendable, Hashable {
        case killing
        /// Killed; the service is asked again and again.
        case measuring
        case over(Duration)
        case uninterrupted
        case missing(Duration)
    }

    /// How long what was measured is shown.
    static let memory = Duration.seconds(60)

    let node: NodeStatus.ID
    var step: Step
    /// When it was over; `nil`: it is not.
    var end: Timestamp?

    /// Whether it was over so long ago that it tells nothing of now.
    func isPast(at now: Timestamp) -> Bool { end.map { now.since($0) >= Failover.memory } ?? false }

    /// For the verdict's line.
    var words: String {
        switch step {
        case .killing: "killing \(node)"
        case .measuring: "measuring the failover"
        case .over(let time): "failover \(Failover.seconds(time))"
        case .uninterrupted: "failover: no interruption"
        case .missing(let time): "no failover after \(Failover.seconds(time))"
        }
    }

    /// With a tenth, such as `1.3 s`.
    static func seconds(_ time: Duration) -> String {
        let tenths =
            (time.components.seconds * 10)
            + (time.components.attoseconds + 50_000_000_000_000_000) / 100_000_000_000_000_000
        return "\(tenths / 10).\(tenths % 10) s"
    }
}
