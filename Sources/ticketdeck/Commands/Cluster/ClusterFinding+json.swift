import Cluster
import JSON

extension ClusterFinding {
    /// All of it as one document.
    var json: JSONValue {
        [
            "status": .string(status), "verdict": .string(verdict),
            "problems": .array(health.problems.map(\.json)), "notes": .array(notes.map(JSONValue.string)),
            "meta": health.meta?.json ?? .null, "servers": .array(health.nodes.map(\.json)),
            "streams": health.streams.map { .array($0.map(\.json)) } ?? .null,
        ]
    }
}

extension ClusterProblem {
    fileprivate var json: JSONValue {
        [
            "weight": weight == .failure ? "failure" : "warning", "text": .string(text),
            "reason": reason.map(JSONValue.string) ?? .null,
        ]
    }
}

extension GroupHealth {
    fileprivate var json: JSONValue {
        [
            "leader": works ? leader.map(JSONValue.string) ?? .null : .null, "has_quorum": .bool(hasQuorum),
            "replicas": .array(
                replicas.map { replica in
                    let lag: Int64 = if case .behind(let lag) = replica.state { lag } else { 0 }
                    return [
                        "server": .string(replica.name), "current": .bool(replica.state == .current),
                        "state": .string(replica.state.word), "lag": .integer(lag),
                    ]
                }),
        ]
    }
}

extension NodeHealth {
    fileprivate var json: JSONValue {
        var object = JSONObject([
            ("name", .string(name)), ("state", .string(state.word)),
            ("reasons", .array(state.reasons.map(JSONValue.string))),
            ("address", clientAddress.map { .string($0.description) } ?? .null),
            ("version", version.map(JSONValue.string) ?? .null), ("connected", .bool(isConnected)),
        ])
        guard !isDown, let reading else { return .object(object) }
        object["uptime_seconds"] = .integer(reading.uptime.components.seconds)
        object["cpu_percent"] = .number(reading.cpuPercent)
        object["memory_bytes"] = .integer(reading.memoryBytes)
        object["connections"] = .integer(Int64(reading.connections))
        object["subscriptions"] = .integer(Int64(reading.subscriptions))
        object["slow_consumers"] = .integer(reading.slowConsumers)
        object["routes"] = .integer(Int64(reading.routes))
        object["routes_expected"] = reading.jetStream?.clusterSize.map { .integer(Int64($0 - 1)) } ?? .null
        object["health"] = [
            "js_enabled": reading.checks.jetStreamEnabled.json, "js_server": reading.checks.inContact.json,
            "all": reading.checks.assetsCurrent.json,
        ]
        object["jetstream"] = reading.jetStream?.json ?? .null
        return .object(object)
    }
}

extension NodeChecks.Outcome {
    fileprivate var json: JSONValue {
        switch self {
        case .passed: "ok"
        case .failed(let reason): .string(reason)
        case .unknown: .null
        }
    }
}

extension NodeReading.JetStream {
    fileprivate var json: JSONValue {
        [
            "memory_bytes": .integer(memoryBytes), "memory_limit_bytes": .integer(memoryLimitBytes),
            "file_bytes": .integer(fileBytes), "file_limit_bytes": .integer(fileLimitBytes),
            "reserved_memory_bytes": .integer(reservedMemoryBytes),
            "reserved_file_bytes": .integer(reservedFileBytes), "api_requests": .integer(apiRequests),
            "api_errors": .integer(apiErrors),
        ]
    }
}

extension StreamHealth {
    fileprivate var json: JSONValue {
        [
            "name": .string(name), "account": .string(account), "group": group.json,
            "storage": isInMemory ? "memory" : "file", "subjects": .array(subjects.map(JSONValue.string)),
            "messages": .integer(messages), "bytes": .integer(bytes),
            "first_sequence": .integer(Int64(clamping: firstSequence)),
            "last_sequence": .integer(Int64(clamping: lastSequence)),
            "consumers": .array(consumers.map(\.json)),
        ]
    }
}

extension StreamHealth.Consumer {
    fileprivate var json: JSONValue {
        [
            "name": .string(name),
            "leader": group.works ? group.leader.map(JSONValue.string) ?? .null : .null,
            "pending": .integer(pending), "ack_pending": .integer(acknowledgementsPending),
            "redelivered": .integer(redelivered), "waiting": .integer(waiting),
        ]
    }
}
