import Cluster
import CommandOptions
import Dashboard
import NATS
import Tickets

// The health of the servers, asked while the cluster view is shown.
extension Backend {
    /// Polls the servers whenever somebody looks, and passes what they say on.
    ///
    /// - Parameter monitor: knows the servers from one look to the next.
    func pollNodes(_ connection: Connection, _ monitor: NodeMonitor) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for await state in connection.states() {
                    let server = state.server
                    monitor.noteConnection(
                        serverID: server?.serverID, url: server?.url, knownServers: server?.knownServers ?? []
                    )
                }
            }
            group.addTask {
                for await isWatching in self.nodeWatch.values() where isWatching {
                    for await nodes in monitor.snapshots() {
                        guard self.nodeWatch.current else { break }
                        let (now, instant) = (Timestamp.now, ContinuousClock.now)
                        self.queue.post(.nodes(nodes.map { NodeStatus($0, now: now, instant: instant) }))
                    }
                }
            }
        }
    }

    /// Knows the servers that were named; the default ones are shown once they have answered.
    func monitor(_ connection: Connection, _ monitoring: [String]) -> NodeMonitor {
        let servers = connection.options.servers
        let areNamed = plan.settings.serversWereNamed || servers != ConnectionSettings.defaultServers
        return NodeMonitor(
            servers: areNamed ? servers : [], candidates: areNamed ? [] : servers, monitoring: monitoring)
    }
}

extension NodeStatus {
    init(_ node: NodeHealth, now: Timestamp, instant: ContinuousClock.Instant) {
        let state: State =
            switch node.state {
            case .unknown: .unmonitored(reason: "not asked yet")
            case .up: .up
            case .degraded(let reasons): .degraded(reasons)
            case .unmonitored(let reason): .unmonitored(reason: reason)
            case .down(let since, let reason):
                .down(since: now.advanced(by: instant.duration(to: since)), reason: reason)
            }
        let reading = node.reading
        self.init(
            name: node.name,
            address: node.clientAddress?.description ?? node.monitoringAddress?.description ?? "",
            state: state, version: node.version, uptime: reading?.uptime, cpu: reading?.cpuPercent,
            memory: reading?.memoryBytes, connections: reading?.connections,
            subscriptions: reading?.subscriptions, slowConsumers: reading.map { Int($0.slowConsumers) },
            rates: node.rates.map(Rates.init), jetStream: reading?.jetStream.map(JetStreamUse.init),
            isMetaLeader: reading.map { $0.jetStream?.metaLeader == $0.name } ?? false,
            isOurs: node.isConnected)
    }
}

extension NodeStatus.Rates {
    init(_ rates: NodeRates) {
        self.init(
            messagesIn: rates.messagesIn, messagesOut: rates.messagesOut, bytesIn: rates.bytesIn,
            bytesOut: rates.bytesOut)
    }
}

extension NodeStatus.JetStreamUse {
    init(_ use: NodeReading.JetStream) {
        self.init(
            memory: use.memoryBytes, memoryLimit: use.memoryLimitBytes, file: use.fileBytes,
            fileLimit: use.fileLimitBytes, streams: use.streams, consumers: use.consumers,
            messages: use.messages, apiErrors: use.apiErrors)
    }
}
