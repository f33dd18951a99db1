/// What is remembered of one server between rounds; decides its state. Pure: the time is given.
struct NodeRecord {
    /// The share of its disk limit from which on JetStream counts as nearly full.
    static let nearlyFull = 0.9
    /// The complaint that nobody leads the metadata.
    static let noLeader = "JetStream has no leader"
    /// The end of the complaint that routes are missing.
    static let routesSuffix = " routes"

    /// The same for as long as the server is listed.
    let id: String
    private(set) var probe: NodeProbe
    /// Whether a person or the configuration named it: then it is shown also before it ever answered.
    var isNamed: Bool
    /// Whether a server of the cluster announced this address as its own or a peer's.
    var isAnnounced: Bool

    private(set) var serverID: String?
    private(set) var lastSeen: ContinuousClock.Instant?
    private(set) var reading: NodeReading?
    private var readAt: ContinuousClock.Instant?
    private var rates: NodeRates?
    private var roundTrip: Duration?
    private var name: String?
    private var version: String?
    private var slowConsumers = RecentRise()
    private var apiErrors = RecentRise()
    private var latest = Latest.nothing
    /// What it was shown as, and since when, where that was seen.
    private var shown: (word: String, since: ContinuousClock.Instant?)?
    private var lastLook: ContinuousClock.Instant?

    private enum Latest {
        case nothing, reading
        case greeting(reason: String)
        case silence(since: ContinuousClock.Instant, reason: String)
    }

    /// - Parameter name: the server's name where it is known beforehand.
    init(
        client: ServerAddress?, monitoring: ServerAddress?, name: String? = nil, isNamed: Bool,
        isAnnounced: Bool = false
    ) {
        probe = NodeProbe(NodeProbe.Addresses(client: client, monitoring: monitoring))
        id = (client ?? monitoring)?.description ?? name ?? ""
        self.name = name
        self.isNamed = isNamed
        self.isAnnounced = isAnnounced
    }

    /// Since when it has been silent; `nil` while it answers or was not asked yet.
    var silentSince: ContinuousClock.Instant? {
        if case .silence(let since, _) = latest { since } else { nil }
    }

    mutating func apply(_ finding: NodeProbe.Finding, at now: ContinuousClock.Instant) {
        switch finding {
        case .reading(let reading, let roundTrip):
            compare(with: reading, at: now)
            self.reading = reading
            self.roundTrip = roundTrip
            (readAt, lastSeen, latest) = (now, now, .reading)
            (serverID, name, version) = (reading.serverID, reading.name, reading.version)
            adopt(client: reading.clientAddress)
        case .greeting(let serverID, let name, let version, let reason):
            (lastSeen, latest) = (now, .greeting(reason: reason))
            (self.serverID, self.version) = (serverID, version)
            if !name.isEmpty { self.name = name }
            // What it said before is no view of it as it is now.
            (reading, readAt, rates) = (nil, nil, nil)
        case .silence(let reason):
            latest = .silence(since: silentSince ?? now, reason: reason)
            rates = nil
        }
        let wasWatched = lastLook.map { $0.duration(to: now) < ClusterHistory.gap } ?? false
        lastLook = now
        let word = state(isConnected: false, at: now).word
        guard shown?.word != word else { return }
        // One that is well at the first look has most likely been so since its start.
        let uptime = shown == nil && word == "up" ? reading?.uptime : nil
        shown = (word, uptime.map { now - $0 } ?? (wasWatched ? now : nil))
    }

    /// Whether it is the server of which the system account told.
    func isServer(of reading: NodeReading) -> Bool {
        if let serverID, serverID == reading.serverID { return true }
        if let name, name == reading.name { return true }
        guard let address = probe.addresses.client else { return false }
        return address == reading.clientAddress
    }

    /// Takes the name of a server of which only an address was known.
    mutating func adopt(name: String) { self.name = name }

    /// Takes a client address for a server of which only the monitoring address was known.
    mutating func adopt(client: ServerAddress?) {
        guard probe.addresses.client == nil, client != nil else { return }
        probe = NodeProbe(NodeProbe.Addresses(client: client, monitoring: probe.addresses.monitoring))
    }

    /// Forms the rates. Counters that went back, or another key, mean that the server was started anew; after
    /// a while in which nobody looked, nothing is known of the last minute.
    private mutating func compare(with next: NodeReading, at now: ContinuousClock.Instant) {
        guard let reading, let readAt, reading.serverID == next.serverID,
            readAt.duration(to: now) < ClusterHistory.gap
        else {
            rates = nil
            (slowConsumers, apiErrors) = (RecentRise(), RecentRise())
            return
        }
        slowConsumers.note(from: reading.slowConsumers, to: next.slowConsumers, at: now)
        if let old = reading.jetStream?.apiErrors, let new = next.jetStream?.apiErrors {
            apiErrors.note(from: old, to: new, at: now)
        }
        rates = NodeRates(from: reading.traffic, to: next.traffic, in: readAt.duration(to: now))
    }

    /// The server as it is shown.
    ///
    /// - Parameter connected: whether NATS is connected to it now.
    func health(isConnected connected: Bool, at now: ContinuousClock.Instant) -> NodeHealth {
        let address = probe.addresses.client ?? reading?.clientAddress
        let label = (address ?? probe.addresses.monitoring)?.description ?? ""
        return NodeHealth(
            id: id, name: name ?? label,
            serverID: serverID, clientAddress: address, monitoringAddress: probe.addresses.monitoring,
            state: state(isConnected: connected, at: now), stateSince: shown?.since,
            isConnected: connected, reading: reading, rates: rates, roundTrip: roundTrip, lastSeen: lastSeen,
            version: version, recentSlowConsumers: slowConsumers.amount(at: now),
            recentAPIErrors: apiErrors.amount(at: now))
    }

    private func state(isConnected: Bool, at now: ContinuousClock.Instant) -> NodeHealth.State {
        switch latest {
        case .nothing: return .unknown
        case .reading:
            let reasons = complaints(at: now)
            return reasons.isEmpty ? .up : .degraded(reasons)
        case .greeting(let reason): return .unmonitored(reason)
        case .silence(_, let reason):
            // NATS keeps a connection to a server that hangs for some time: its word counts only for a server
            // that none of our questions ever reached.
            return isConnected && lastSeen == nil
                ? .unmonitored(reason) : .down(since: downSince, reason: reason)
        }
    }

    /// Since when it is down, where that was seen.
    private var downSince: ContinuousClock.Instant? { shown?.word == "down" ? shown?.since : nil }

    private func complaints(at now: ContinuousClock.Instant) -> [String] {
        guard let reading else { return [] }
        var reasons: [String] = []
        reasons += Self.complaints(of: reading.checks)
        if let size = reading.jetStream?.clusterSize, size > 1 {
            if reading.jetStream?.metaLeader == nil { reasons.append(Self.noLeader) }
            if reading.routes < size - 1 {
                reasons.append("\(reading.routes) of \(size - 1)\(Self.routesSuffix)")
            }
        }
        if let use = reading.jetStream, use.fileLimitBytes > 0,
            Double(use.fileBytes) >= Self.nearlyFull * Double(use.fileLimitBytes)
        {
            reasons.append("JetStream's disk space is nearly full")
        }
        let cutOff = slowConsumers.amount(at: now)
        if cutOff > 0 {
            reasons.append(cutOff == 1 ? "cut off a slow consumer" : "cut off \(cutOff) slow consumers")
        }
        return reasons
    }

    /// Names the weakest level that fails: the stronger ones fail for the same reason.
    private static func complaints(of checks: NodeChecks) -> [String] {
        let levels = [
            ("JetStream is not running", checks.jetStreamEnabled),
            ("not in contact with JetStream's leader", checks.inContact),
            ("streams are not current", checks.assetsCurrent),
        ]
        for (words, outcome) in levels {
            if case .failed(let reason) = outcome { return ["\(words): \(reason)"] }
        }
        return levels.contains { $0.1 == .unknown } ? ["answers its health check too slowly"] : []
    }
}

extension NodeHealth.State {
    /// The state without its reasons.
    fileprivate var word: String {
        switch self {
        case .unknown: "unknown"
        case .up: "up"
        case .degraded: "degraded"
        case .unmonitored: "unmonitored"
        case .down: "down"
        }
    }
}

extension NodeRates {
    /// The rates between two counts; `nil` when a counter went back or no time passed.
    init?(from old: NodeReading.Traffic, to new: NodeReading.Traffic, in time: Duration) {
        let seconds = time / .seconds(1)
        guard seconds > 0, new.messagesIn >= old.messagesIn, new.messagesOut >= old.messagesOut,
            new.bytesIn >= old.bytesIn, new.bytesOut >= old.bytesOut
        else { return nil }
        messagesIn = Double(new.messagesIn - old.messagesIn) / seconds
        messagesOut = Double(new.messagesOut - old.messagesOut) / seconds
        bytesIn = Double(new.bytesIn - old.bytesIn) / seconds
        bytesOut = Double(new.bytesOut - old.bytesOut) / seconds
    }
}
