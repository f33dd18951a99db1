/// A node of the local cluster, as it is written down, and whether it runs.
public struct ClusterNode: Sendable, Hashable {
    /// Its number, from 1.
    public let number: Int
    /// Where it listens.
    public let ports: NodePorts
    /// Its process; `nil` when it does not run.
    public let pid: Int32?

    /// Its name, such as `nats-motadata-1`.
    public var name: String { Self.name(number) }

    /// Where clients reach it.
    public var clientURL: String { "nats://127.0.0.1:\(ports.client)" }

    /// Where its monitoring endpoint is.
    public var monitoringURL: String { "http://127.0.0.1:\(ports.monitoring)" }

    /// Where the other nodes reach it.
    var routeURL: String { "nats://127.0.0.1:\(ports.routes)" }

    /// The address behind `monitoringURL`.
    var monitoringAddress: ServerAddress { ServerAddress(host: "127.0.0.1", port: ports.monitoring) }

    static func name(_ number: Int) -> String { "nats-motadata-\(number)" }
}
