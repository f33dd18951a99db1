public import NATS
import Synchronization

/// Watches the health of the servers: those it is told of, and those they tell of.
///
/// It asks only while somebody reads `snapshots`.
public final class NodeMonitor: Sendable {
    private let registry: Mutex<NodeRegistry>
    private let history = Mutex(ClusterHistory())
    /// Who asks through the system account, by connection, as long as that is not refused.
    private let surveys = Mutex<[ObjectIdentifier: SystemSurvey]>([:])

    /// A monitor that has not asked anybody yet.
    ///
    /// - Parameters:
    ///   - servers: client URLs of servers that are shown from the start, also while they do not answer.
    ///   - candidates: client URLs of servers that are shown once they have answered.
    ///   - monitoring: monitoring URLs, for servers whose endpoint is not 4000 ports above the client port;
    ///     as many as `servers` belong to those in their order, otherwise each stands for itself.
    public init(servers: [String], candidates: [String] = [], monitoring: [String] = []) {
        var registry = NodeRegistry()
        let endpoints = monitoring.compactMap {
            ServerAddress(parsing: $0, defaultPort: ServerAddress.monitoringPort)
        }
        let named = Self.clientAddresses(servers)
        for (index, endpoint) in endpoints.enumerated() {
            registry.add(monitoring: endpoint, client: named.count == endpoints.count ? named[index] : nil)
        }
        for (urls, isNamed) in [(servers, true), (candidates, false)] {
            for address in Self.clientAddresses(urls) { registry.add(client: address, isNamed: isNamed) }
        }
        self.registry = Mutex(registry)
    }

    private static func clientAddresses(_ urls: [String]) -> [ServerAddress] {
        urls.compactMap { ServerAddress(parsing: $0, defaultPort: ServerAddress.clientPort) }
    }

    /// Adds a server that ought to be there: it is shown by that name from the start.
    ///
    /// - Parameters:
    ///   - name: the server's name.
    ///   - client: its client URL.
    ///   - monitoring: its monitoring URL.
    public func expect(name: String, client: String, monitoring: String) {
        guard let client = ServerAddress(parsing: client, defaultPort: ServerAddress.clientPort),
            let monitoring = ServerAddress(parsing: monitoring, defaultPort: ServerAddress.monitoringPort)
        else { return }
        registry.withLock { $0.expect(name: name, client: client, monitoring: monitoring) }
    }

    /// Also asks through this connection, as far as its user may: users of the system account may. To be called
    /// again after each new connection, whose user may be another.
    public func useSystemAccount(of connection: Connection) {
        surveys.withLock { $0[ObjectIdentifier(connection)] = SystemSurvey(connection) }
    }

    /// Asks through this connection no more.
    public func leaveSystemAccount(of connection: Connection) {
        surveys.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(connection)) }
    }

    /// Tells what NATS knows, at each change of the connection.
    ///
    /// - Parameters:
    ///   - serverID: the key of the server it is connected to; `nil` while there is none.
    ///   - url: the URL of that server.
    ///   - knownServers: the client URLs that the servers announced.
    public func noteConnection(serverID: String?, url: String?, knownServers: [String]) {
        let addresses = Self.clientAddresses(knownServers)
        let connected = url.flatMap { ServerAddress(parsing: $0, defaultPort: ServerAddress.clientPort) }
        registry.withLock { registry in
            registry.connectedServerID = serverID
            registry.connectedAddress = connected
            if let connected { registry.add(client: connected, isNamed: true) }
            for address in addresses { registry.add(client: address, isNamed: false, isAnnounced: true) }
        }
    }

    /// The servers, asked anew each time; the first snapshot comes as soon as all have answered or failed to.
    ///
    /// - Parameter interval: from the start of one round to the start of the next; a server that does not
    ///   answer holds a round up for nine tenths of it at most, so its loss is seen within two intervals.
    public func snapshots(every interval: Duration = .seconds(1)) -> AsyncStream<[NodeHealth]> {
        rounds(every: interval) { $0 }
    }

    /// The cluster as a whole, asked anew each time, as `snapshots` asks.
    public func reports(every interval: Duration = .seconds(1)) -> AsyncStream<ClusterHealth> {
        rounds(every: interval) { [self] nodes in judge(nodes) }
    }

    private func rounds<Value: Sendable>(
        every interval: Duration, _ form: @escaping @Sendable ([NodeHealth]) -> Value
    ) -> AsyncStream<Value> {
        let next = Mutex(ContinuousClock.now)
        return AsyncStream { [self] in
            let start = next.withLock { $0 }
            try? await Task.sleep(until: start, clock: .continuous)
            if Task.isCancelled { return nil }
            let now = ContinuousClock.now
            next.withLock { $0 = now + interval }
            return form(await snapshot(within: interval / 10 * 9))
        }
    }

    /// The servers, asked once.
    ///
    /// - Parameter limit: how long to wait for those that do not answer.
    public func snapshot(within limit: Duration = .seconds(1)) async -> [NodeHealth] {
        let probes = registry.withLock { $0.records.map(\.probe) }
        async let told = tell(within: limit)
        let findings = await withTaskGroup(of: (NodeProbe.Addresses, NodeProbe.Finding).self) { group in
            for probe in probes {
                group.addTask { (probe.addresses, await probe.ask(within: limit)) }
            }
            var findings: [NodeProbe.Addresses: NodeProbe.Finding] = [:]
            for await (addresses, finding) in group { findings[addresses] = finding }
            return findings
        }
        let readings = await told
        let now = ContinuousClock.now
        return registry.withLock { registry in
            registry.apply(findings, told: readings, at: now)
            return registry.snapshot(at: now)
        }
    }

    /// What the system account tells; who was refused does not ask again.
    private func tell(within limit: Duration) async -> [NodeReading] {
        await withTaskGroup(of: [NodeReading].self) { group in
            for (id, survey) in surveys.withLock({ $0 }) {
                group.addTask { [self] in
                    switch await survey.ask(within: limit) {
                    case .readings(let readings): return readings
                    case .disconnected: return []
                    case .notAllowed:
                        surveys.withLock { _ = $0.removeValue(forKey: id) }
                        return []
                    }
                }
            }
            // Two that may ask hear the same.
            for await readings in group where !readings.isEmpty {
                group.cancelAll()
                return readings
            }
            return []
        }
    }
}

extension NodeMonitor {
    /// The cluster as a whole, asked until no further servers are found.
    ///
    /// - Parameter limit: how long to wait for those that do not answer, in each round.
    public func report(within limit: Duration = .seconds(1)) async -> ClusterHealth {
        var nodes = await snapshot(within: limit)
        for _ in 0..<2 {
            let known = registry.withLock { $0.records.count }
            guard known > nodes.count || nodes.contains(where: { $0.state == .unknown }) else { break }
            nodes = await snapshot(within: limit)
        }
        return judge(nodes)
    }

    private func judge(_ nodes: [NodeHealth]) -> ClusterHealth {
        history.withLock { $0.judge(nodes, at: .now) }
    }
}
