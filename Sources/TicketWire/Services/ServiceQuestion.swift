/// What the services protocol (NATS ADR-32) lets anyone ask an instance.
public enum ServiceQuestion: String, Sendable, Hashable, CaseIterable {
    case ping = "PING"
    case info = "INFO"
    case stats = "STATS"

    /// The `type` of the answer.
    public var answerType: String { "io.nats.micro.v1.\(rawValue.lowercased())_response" }

    /// Where the instances of all services are asked.
    public var subject: String { "$SRV.\(rawValue)" }

    /// Where all instances of one service are asked.
    public func subject(of service: String) -> String { "\(subject).\(service)" }

    /// Where one instance alone is asked.
    public func subject(of instance: InstanceKey) -> String {
        "\(subject(of: instance.service)).\(instance.id)"
    }
}
