/// The servers that are known, each once. Pure: asking them is the monitor's business.
struct NodeRegistry {
    /// How long a server that nobody named is shown after it went away.
    static let memory = Duration.seconds(600)

    /// Where NATS is connected just now.
    var connectedServerID: String?
    /// The same, for a server whose key was never read.
    var connectedAddress: ServerAddress?

    private(set) var records: [NodeRecord] = []
    /// Other addresses of servers that stand in the list already.
    private var aliases: Set<ServerAddress> = []

    /// Adds a server by its client address, unless it is known.
    mutating func add(client: ServerAddress, isNamed: Bool, isAnnounced: Bool = false) {
        guard !aliases.contains(client) else { return }
        if let index = records.firstIndex(where: { $0.probe.addresses.client == client }) {
            records[index].isNamed = records[index].isNamed || isNamed
            records[index].isAnnounced = records[index].isAnnounced || isAnnounced
            return
        }
        records.append(
            NodeRecord(
                client: client, monitoring: client.monitoringByConvention, isNamed: isNamed,
                isAnnounced: isAnnounced))
    }

    /// Adds a server by its monitoring address, with its client address when that is known.
    mutating func add(monitoring: ServerAddress, client: ServerAddress? = nil) {
        guard !records.contains(where: { $0.probe.addresses.monitoring == monitoring }) else { return }
        records.append(NodeRecord(client: client, monitoring: monitoring, isNamed: true))
    }

    /// Adds a server that ought to be there, with its name, unless it is known; then it gets the name.
    mutating func expect(name: String, client: ServerAddress, monitoring: ServerAddress) {
        let known = records.firstIndex {
            $0.probe.addresses.client == client || $0.probe.addresses.monitoring == monitoring
        }
        if let known {
            records[known].isNamed = true
            if records[known].lastSeen == nil { records[known].adopt(name: name) }
            return
        }
        guard !aliases.contains(client) else { return }
        records.append(NodeRecord(client: client, monitoring: monitoring, name: name, isNamed: true))
    }

    /// Takes in what a round of questions found.
    ///
    /// - Parameter told: what the system account told of the servers, where it may be asked.
    mutating func apply(
        _ findings: [NodeProbe.Addresses: NodeProbe.Finding], told: [NodeReading] = [],
        at now: ContinuousClock.Instant
    ) {
        var told = told
        for index in records.indices {
            guard var finding = findings[records[index].probe.addresses] else { continue }
            let place = told.firstIndex { records[index].isServer(of: $0) }
            if let place {
                let reading = told.remove(at: place)
                if case .reading = finding {} else { finding = .reading(reading, roundTrip: .zero) }
            }
            records[index].apply(finding, at: now)
        }
        for reading in told { add(told: reading, at: now) }
        mergeSameServers(seenAt: now)
        for case .reading(let reading, _) in findings.values {
            for address in reading.announcedAddresses {
                add(client: address, isNamed: false, isAnnounced: true)
            }
        }
        records.removeAll { record in
            guard record.isAnnounced, !record.isNamed, let since = record.silentSince else { return false }
            return record.lastSeen == nil || since.duration(to: now) > Self.memory
        }
    }

    /// Adds a server that only the system account tells of.
    private mutating func add(told reading: NodeReading, at now: ContinuousClock.Instant) {
        var record = NodeRecord(
            client: reading.clientAddress, monitoring: reading.clientAddress?.monitoringByConvention,
            name: reading.name, isNamed: false, isAnnounced: true)
        record.apply(.reading(reading, roundTrip: .zero), at: now)
        records.append(record)
    }

    /// Two addresses behind which the same key answered are one server.
    private mutating func mergeSameServers(seenAt now: ContinuousClock.Instant) {
        var kept: [NodeRecord] = []
        for record in records {
            let twin = kept.firstIndex { $0.serverID == record.serverID && $0.lastSeen == now }
            guard let twin, record.serverID != nil, record.lastSeen == now else {
                kept.append(record)
                continue
            }
            var (winner, loser) = (kept[twin], record)
            if Self.rank(loser) > Self.rank(winner) { swap(&winner, &loser) }
            winner.isNamed = winner.isNamed || loser.isNamed
            winner.adopt(client: loser.probe.addresses.client)
            if let address = loser.probe.addresses.client, address != winner.probe.addresses.client {
                aliases.insert(address)
            }
            kept[twin] = winner
        }
        records = kept
    }

    /// One that can be read is worth more than one that cannot. An announced address is worth more than a
    /// named one, behind which another server of the cluster may answer tomorrow.
    private static func rank(_ record: NodeRecord) -> Int {
        (record.reading == nil ? 0 : 2) + (record.isAnnounced ? 1 : 0)
    }

    /// The servers to show, by name: those named, and those that answered at least once.
    func snapshot(at now: ContinuousClock.Instant) -> [NodeHealth] {
        records.filter { $0.isNamed || $0.lastSeen != nil }
            .map { $0.health(isConnected: isConnected($0), at: now) }
            .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    }

    private func isConnected(_ record: NodeRecord) -> Bool {
        if let connectedServerID, let serverID = record.serverID { return serverID == connectedServerID }
        guard let connectedAddress else { return false }
        return record.probe.addresses.client == connectedAddress
            || record.reading?.clientAddress == connectedAddress
    }
}
