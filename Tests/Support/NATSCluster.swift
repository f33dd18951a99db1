/// Three real servers that form a JetStream cluster, on the configuration that is deployed.
public final class NATSCluster: Sendable {
    /// The nodes, `nats-motadata-1` to `-3`.
    public let nodes: [NATSServer]

    /// Starts three nodes and waits until they have elected a leader of their metadata.
    ///
    /// - Parameter configuration: text added to each node's configuration.
    public init(_ version: NATSServerVersion = .debian, configuration: String = "") async throws {
        let routePorts = (0..<3).map { _ in Loopback.freePort() }
        nodes = try routePorts.indices.map { index in
            let deployment = NodeDeployment(number: index + 1, routePorts: routePorts)
            return try NATSServer(version, deployment, configuration: configuration)
        }
        for node in nodes { try await node.launch() }
        for node in nodes { try await node.waitUntilReady(within: .seconds(30)) }
        try await eventually("a leader of the metadata", within: .seconds(30)) { leader != nil }
    }

    /// Where clients connect: every node.
    public var urls: [String] { nodes.map(\.url) }

    /// The node that leads the metadata, as the running nodes see it.
    public var leader: NATSServer? {
        for node in nodes {
            guard let answer = Loopback.get("/jsz", port: node.monitoringPort) else { continue }
            if let named = nodes.first(where: { answer.contains("\"leader\": \"\($0.name)\"") }) {
                return named
            }
        }
        return nil
    }

    /// Ends all nodes and removes their files.
    public func stop() {
        for node in nodes { node.stop() }
    }
}
