import JSON

extension NodeReading {
    /// Puts together what `/varz`, `/jsz`, `/routez` and `/healthz` said; `nil` when the first is not one.
    ///
    /// - Parameters:
    ///   - jetStream: `nil` when JetStream is off or did not answer.
    ///   - routes: `nil` when it did not answer.
    ///   - address: where the server was asked; `nil`: through the system account.
    init?(
        server: JSONValue, jetStream: JSONValue?, routes routez: JSONValue? = nil, checks: NodeChecks,
        askedAt address: ServerAddress?
    ) {
        guard let serverID = server["server_id"]?.string, let version = server["version"]?.string else {
            return nil
        }
        self.serverID = serverID
        self.version = version
        // A server without a name of its own carries its key as one, which tells a person nothing.
        let named = server["server_name"]?.string
        name = named.flatMap { $0.isEmpty || $0 == serverID ? nil : $0 } ?? address?.description ?? serverID
        uptime = Self.duration(server["uptime"]?.string ?? "")
        cpuPercent = server["cpu"]?.number ?? 0
        memoryBytes = server.count("mem")
        connections = Int(clamping: server.count("connections"))
        subscriptions = Int(clamping: server.count("subscriptions"))
        slowConsumers = server.count("slow_consumers")
        traffic = Traffic(server)
        // `routes` counts every pooled connection since 2.10, `remotes` the servers behind them.
        let routeReadings = routez.map(RouteReading.all)
        self.routeReadings = routeReadings ?? []
        routes = routeReadings?.count ?? Int(clamping: server.count("remotes"))
        self.jetStream = server["jetstream"]?["stats"].flatMap { _ in JetStream(server, jetStream) }
        self.checks = checks
        announcedAddresses = (server["connect_urls"]?.array ?? []).compactMap { url in
            url.string.flatMap { ServerAddress(parsing: $0, defaultPort: ServerAddress.clientPort) }
        }
        let host = server["host"]?.string ?? ""
        let port = UInt16(exactly: server.count("port")) ?? 0
        // A server that listens everywhere is reached where its monitoring endpoint was.
        let reachable = ["", "0.0.0.0", "::"].contains(host) ? address?.host : host
        clientAddress = port == 0 ? nil : reachable.map { ServerAddress(host: $0, port: port) }
    }

    /// Reads an uptime as servers write it, such as `1y2d3h4m5s`; what is unknown counts as nothing.
    static func duration(_ text: String) -> Duration {
        let units: [Character: Int64] = ["y": 31_536_000, "d": 86_400, "h": 3600, "m": 60, "s": 1]
        var seconds: Int64 = 0
        var number: Int64 = 0
        for character in text {
            if let digit = character.wholeNumberValue {
                number = min(number, 1 << 32) * 10 + Int64(digit)
            } else {
                seconds += number * (units[character] ?? 0)
                number = 0
            }
        }
        return .seconds(seconds)
    }
}

extension NodeReading.Traffic {
    fileprivate init(_ server: JSONValue) {
        func count(_ direction: String, _ what: String) -> Int64 {
            server["\(direction)_client_\(what)"]?.integer ?? server.count("\(direction)_\(what)")
        }
        messagesIn = count("in", "msgs")
        messagesOut = count("out", "msgs")
        bytesIn = count("in", "bytes")
        bytesOut = count("out", "bytes")
    }
}

extension NodeReading.JetStream {
    fileprivate init(_ server: JSONValue, _ detail: JSONValue?) {
        let own = server["jetstream"] ?? .null
        let stats = own["stats"] ?? .null
        memoryBytes = stats.count("memory")
        fileBytes = stats.count("storage")
        memoryLimitBytes = own["config"]?["max_memory"]?.integer ?? -1
        fileLimitBytes = own["config"]?["max_storage"]?.integer ?? -1
        apiRequests = stats["api"]?.count("total") ?? 0
        apiErrors = stats["api"]?.count("errors") ?? 0
        reservedMemoryBytes = stats.count("reserved_memory")
        reservedFileBytes = stats.count("reserved_storage")
        streams = Int(clamping: detail?.count("streams") ?? 0)
        consumers = Int(clamping: detail?.count("consumers") ?? 0)
        messages = detail?.count("messages") ?? 0
        let leader = own["meta"]?["leader"]?.string ?? ""
        metaLeader = leader.isEmpty ? nil : leader
        clusterSize = own["meta"]?["cluster_size"]?.integer.map { Int(clamping: $0) }
        metaGroup = GroupReading(own["meta"])
        streamReadings = detail.map(StreamReading.all)
    }
}

extension JSONValue {
    /// A counter of a document; 0 when it is left out.
    func count(_ key: String) -> Int64 { self[key]?.integer ?? 0 }
}
