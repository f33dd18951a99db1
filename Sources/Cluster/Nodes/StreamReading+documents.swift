import JSON

extension GroupReading {
    /// Reads what stands under `cluster` or `meta_cluster`; `nil` when nothing does.
    init?(_ document: JSONValue?) {
        guard let document, document.object != nil else { return nil }
        let leader = document["leader"]?.string ?? ""
        self.leader = leader.isEmpty ? nil : leader
        peers = (document["replicas"]?.array ?? []).compactMap { peer in
            guard let name = peer["name"]?.string else { return nil }
            return Peer(
                name: name, isCurrent: peer["current"]?.bool ?? false,
                isOffline: peer["offline"]?.bool ?? false,
                silence: .nanoseconds(max(0, peer["active"]?.integer ?? 0)), lag: max(0, peer.count("lag")))
        }
    }
}

extension GroupReading {
    /// Reads a group; `nil` also when its only member is that server, which has no name but its key.
    fileprivate init?(_ document: JSONValue?, unlessAlone server: String?) {
        guard let group = GroupReading(document) else { return nil }
        if group.peers.isEmpty, let server, group.leader == server { return nil }
        self = group
    }
}

extension StreamReading {
    /// All streams that a `/jsz` document with `streams`, `consumers` and `config` tells of.
    static func all(in document: JSONValue) -> [StreamReading] {
        let server = document["server_id"]?.string
        return (document["account_details"]?.array ?? []).flatMap { account in
            let name = account["name"]?.string ?? ""
            return (account["stream_detail"]?.array ?? []).compactMap {
                StreamReading($0, account: name, on: server)
            }
        }
    }

    private init?(_ document: JSONValue, account: String, on server: String?) {
        guard let name = document["name"]?.string else { return nil }
        self.account = account
        self.name = name
        group = GroupReading(document["cluster"], unlessAlone: server)
        let configuration = document["config"] ?? .null
        replicas = max(1, Int(clamping: configuration.count("num_replicas")))
        isInMemory = configuration["storage"]?.string == "memory"
        subjects = (configuration["subjects"]?.array ?? []).compactMap(\.string)
        let state = document["state"] ?? .null
        messages = state.count("messages")
        bytes = state.count("bytes")
        firstSequence = UInt64(clamping: state.count("first_seq"))
        lastSequence = UInt64(clamping: state.count("last_seq"))
        consumers = (document["consumer_detail"]?.array ?? []).compactMap { Consumer($0, on: server) }
    }
}

extension StreamReading.Consumer {
    fileprivate init?(_ document: JSONValue, on server: String?) {
        guard let name = document["name"]?.string else { return nil }
        self.name = name
        group = GroupReading(document["cluster"], unlessAlone: server)
        pending = document.count("num_pending")
        acknowledgementsPending = document.count("num_ack_pending")
        redelivered = document.count("num_redelivered")
        waiting = document.count("num_waiting")
    }
}
