import Cluster
import Dashboard
import NATS
import Tickets

extension ClusterReport {
    /// - Parameter local: the nodes of the local cluster, when these are its servers.
    init(_ health: ClusterHealth, local: [ClusterNode]) {
        let clock = WallClock()
        let names = Dictionary(
            health.nodes.compactMap { node in node.serverID.map { ($0, node.name) } },
            uniquingKeysWith: { $1 })
        self.init(
            nodes: health.nodes.map { node in
                NodeStatus(
                    node, names: names, leader: health.meta.flatMap { $0.works ? $0.leader : nil },
                    isLocal: node.isNode(of: local), clock)
            },
            streams: health.streams?.map(StreamStatus.init),
            problems: health.problems.map { problem in
                Problem(
                    text: problem.text, since: problem.since.map(clock.time),
                    isFailure: problem.weight == .failure)
            },
            summary: health.summary)
    }
}

extension NodeStatus {
    fileprivate init(
        _ node: NodeHealth, names: [String: String], leader: String?, isLocal: Bool, _ clock: WallClock
    ) {
        let state: State =
            switch node.state {
            case .unknown: .unmonitored(reason: "not asked yet")
            case .up: .up
            case .degraded(let reasons): .degraded(reasons)
            case .unmonitored(let reason): .unmonitored(reason: reason)
            case .down(let since, let reason): .down(since: since.map(clock.time), reason: reason)
            }
        let reading = node.reading
        self.init(
            name: node.name,
            address: node.clientAddress?.description ?? node.monitoringAddress?.description ?? "",
            state: state, version: node.version, uptime: reading?.uptime, cpu: reading?.cpuPercent,
            memory: reading?.memoryBytes, connections: reading?.connections,
            subscriptions: reading?.subscriptions, slowConsumers: reading.map { Int($0.slowConsumers) },
            rates: node.rates.map(Rates.init),
            jetStream: reading?.jetStream.map { JetStreamUse($0, recentErrors: node.recentAPIErrors) },
            isMetaLeader: leader == node.name && !node.isDown, isOurs: node.isConnected)
        recentSlowConsumers = Int(node.recentSlowConsumers)
        since = node.stateSince.map(clock.time)
        checks = reading.map { Checks($0.checks) }
        routes = (reading?.routeReadings ?? []).map {
            Route(name: names[$0.serverID] ?? $0.serverID, roundTrip: $0.roundTrip)
        }
        routeCount = reading?.routes
        routesExpected = reading?.jetStream?.clusterSize.map { $0 - 1 }
        self.isLocal = isLocal
    }
}

extension NodeStatus.Checks {
    fileprivate init(_ checks: NodeChecks) {
        self.init(
            isRunning: .init(checks.jetStreamEnabled), isInContact: .init(checks.inContact),
            isCurrent: .init(checks.assetsCurrent))
    }
}

extension NodeStatus.Check {
    fileprivate init(_ outcome: NodeChecks.Outcome) {
        switch outcome {
        case .passed: self = .passed
        case .failed(let reason): self = .failed(reason)
        case .unknown: self = .unknown
        }
    }
}

extension NodeStatus.Rates {
    fileprivate init(_ rates: NodeRates) {
        self.init(
            messagesIn: rates.messagesIn, messagesOut: rates.messagesOut, bytesIn: rates.bytesIn,
            bytesOut: rates.bytesOut)
    }
}

extension NodeStatus.JetStreamUse {
    fileprivate init(_ use: NodeReading.JetStream, recentErrors: Int64) {
        self.init(
            memory: use.memoryBytes, memoryLimit: use.memoryLimitBytes, file: use.fileBytes,
            fileLimit: use.fileLimitBytes, streams: use.streams, consumers: use.consumers,
            messages: use.messages, apiErrors: use.apiErrors, recentAPIErrors: recentErrors,
            reservedMemory: use.reservedMemoryBytes, reservedFile: use.reservedFileBytes)
    }
}

extension StreamStatus {
    fileprivate init(_ stream: StreamHealth) {
        let group = stream.group
        self.init(
            account: stream.account, name: stream.name, leader: group.works ? group.leader : nil,
            replicas: group.replicas.map { replica in
                Replica(
                    name: replica.name, isCurrent: replica.state == .current || group.isHearsay,
                    words: replica.state.word)
            },
            lag: group.lag, messages: stream.messages, bytes: stream.bytes,
            firstSequence: stream.firstSequence, lastSequence: stream.lastSequence,
            isInMemory: stream.isInMemory, subjects: stream.subjects,
            consumers: stream.consumers.map(Consumer.init))
    }
}

extension StreamStatus.Consumer {
    fileprivate init(_ consumer: StreamHealth.Consumer) {
        self.init(
            name: consumer.name, isOurs: consumer.name.hasPrefix(OrderedConsumer.namePrefix),
            leader: consumer.group.works ? consumer.group.leader : nil, pending: consumer.pending,
            acknowledgementsPending: consumer.acknowledgementsPending, redelivered: consumer.redelivered)
    }
}
