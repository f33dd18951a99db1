import NATS

/// What the services protocol (NATS ADR-32) lets anyone ask an instance.
enum ServiceQuestion: String, Sendable, CaseIterable {
    case ping = "PING"
    case info = "INFO"
    case stats = "STATS"

    /// The `type` of the answer.
    var answerType: String { "io.nats.micro.v1.\(rawValue.lowercased())_response" }

    /// Where an instance is asked: all services, those of its name, itself alone.
    func subjects(of identity: ServiceIdentity) -> [String] {
        let all = "$SRV.\(rawValue)"
        return [all, "\(all).\(identity.name)", "\(all).\(identity.name).\(identity.id)"]
    }
}
