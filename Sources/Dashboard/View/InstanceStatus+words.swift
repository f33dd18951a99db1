import Screen
public import Tickets

extension InstanceStatus {
    /// Since when it is gone; `nil`: it answers.
    var goneSince: Timestamp? { if case .gone(let since) = state { since } else { nil } }

    var isGone: Bool { goneSince != nil }

    /// The end of its id, which tells it from others.
    public var shortID: String { String(instance.suffix(8)) }

    /// All endpoints together.
    public var requests: UInt64 { endpoints.reduce(0) { $0 &+ $1.requests } }
    public var errors: UInt64 { endpoints.reduce(0) { $0 &+ $1.errors } }

    /// Of the endpoint that was asked last of those where a request has failed; empty: none has.
    public var lastError: String {
        let failed = endpoints.filter { !$0.lastError.isEmpty }
        func moment(_ endpoint: EndpointStatus) -> Int64 {
            endpoint.health?.lastRequest?.milliseconds ?? .min
        }
        return failed.max { moment($0) < moment($1) }?.lastError ?? ""
    }

    /// What the first endpoint that says so says of the whole instance.
    var health: EndpointStatus.Health? { endpoints.lazy.compactMap(\.health).first }

    /// Of the endpoint with the most requests; percentiles cannot be added up.
    var latency: EndpointStatus.Latency? {
        endpoints.filter { $0.health?.latency != nil }.max { $0.requests < $1.requests }?.health?.latency
    }

    /// The longest that any request took.
    var longest: Duration? { endpoints.compactMap { $0.health?.latency?.maximum }.max() }

    /// Why it is degraded, each reason once.
    public var reasons: [String] {
        var reasons: [String] = []
        for endpoint in endpoints {
            guard let health = endpoint.health else { continue }
            for reason in health.reasons where !reasons.contains(reason) { reasons.append(reason) }
            if !health.takesRequests { reasons.append("it takes no requests on \(endpoint.subject)") }
        }
        return reasons
    }

    /// Whether it keeps its tickets in JetStream and cannot reach it.
    var lacksJetStream: Bool { health.map { !$0.hasJetStream && $0.store != "memory" } ?? false }

    var isDegraded: Bool { !reasons.isEmpty || lacksJetStream }

    public func stateWords(at now: Timestamp) -> String {
        if let goneSince { return "gone \(Age.passed(since: goneSince, at: now))" }
        return isDegraded ? "degraded" : "ok"
    }

    var stateRole: Role { isGone ? .bad : isDegraded ? .warning : .good }

    func stateMark(_ glyphs: Glyphs) -> Character {
        isGone ? glyphs.cross : isDegraded ? glyphs.warning : glyphs.mark
    }
}
