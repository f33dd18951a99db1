public import Tickets

/// How the ticket service is, in one line.
public struct ServiceVerdict: Sendable, Hashable {
    public enum Level: Sendable, Hashable { case good, warning, bad }

    public let level: Level
    public let text: String

    /// - Parameters:
    ///   - instances: of all services.
    ///   - silentSince: since when no instance of the ticket service answers; `nil`: not known.
    public init(_ instances: [InstanceStatus], silentSince: Timestamp?, now: Timestamp) {
        let ours = instances.filter(\.isOurs)
        let present = ours.filter { !$0.isGone }
        guard !present.isEmpty else {
            let since = silentSince.map { " since \($0.timeOfDay.prefix(5)) UTC" } ?? ""
            (level, text) = (.bad, "no ticket service answers\(since)")
            return
        }
        let sums = ServiceVerdict.sums(present)
        if let gone = ours.first(where: \.isGone) {
            let others = ours.count - present.count > 1 ? " and others" : ""
            let what = "\(ours.count - present.count) of \(ours.count) gone: \(gone.shortID)\(others)"
            (level, text) = (.warning, "\(what), \(sums)")
        } else if case let cut = present.filter(\.lacksJetStream), !cut.isEmpty {
            (level, text) = (.warning, "\(cut.count) of \(present.count) without JetStream, \(sums)")
        } else if let degraded = present.first(where: \.isDegraded) {
            (level, text) = (.warning, "\(degraded.shortID) is degraded: \(degraded.reasons.first ?? "")")
        } else {
            let fails = present.contains { ($0.rate?.errors ?? 0) > 0 }
            (level, text) = (fails ? .warning : .good, sums)
        }
    }

    private static func sums(_ instances: [InstanceStatus]) -> String {
        let errors = instances.reduce(0) { $0 &+ $1.errors }
        let rates = instances.compactMap(\.rate)
        let speed = rates.isEmpty ? "" : ", \(Amount.count(rates.reduce(0) { $0 + $1.requests })) req/s"
        let count = "\(instances.count) instance\(instances.count == 1 ? "" : "s")"
        return "\(count)\(speed), \(errors) error\(errors == 1 ? "" : "s")"
    }
}
