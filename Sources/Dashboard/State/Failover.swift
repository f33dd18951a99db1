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

    let node: NodeStatus.ID
    var step: Step

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
