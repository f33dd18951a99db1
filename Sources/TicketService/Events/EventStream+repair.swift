import JSON
public import NATS
import TicketWire

extension EventStream {
    /// Creates the stream or brings it to the settings of the contract, and narrows streams that swallow
    /// the requests. Doing it twice does nothing the second time.
    ///
    /// - Parameter replicas: on how many servers; `nil`: as many as there are now, or what `ensure` finds.
    /// - Returns: what was done, one sentence each; never empty.
    /// - Throws: `NATSError` when JetStream cannot be asked or refuses.
    public static func repair(
        _ connection: Connection, replicas: Int? = nil
    ) async throws(NATSError) -> [String] {
        let jetStream = connection.jetStream
        var done = try await narrow(jetStream)
        if case .created(let replicas) = try await ensure(connection, replicas: replicas) {
            return done + ["created the stream \(Subjects.eventStream), replicas \(replicas)"]
        }
        guard let info = try await jetStream.streamInfo(Subjects.eventStream),
            let current = info["config"]?.object
        else { return done }
        let wanted = Int(current["num_replicas"]?.integer ?? 1)
        let (config, changed) = merge(configuration(replicas: replicas ?? wanted), into: current)
        if changed.isEmpty {
            done.append("the stream \(Subjects.eventStream) is as it should be")
        } else {
            try await jetStream.updateStream(.object(config))
            done.append("repaired the stream \(Subjects.eventStream): \(changed.joined(separator: ", "))")
        }
        return done
    }

    /// What cannot be changed once a stream is there, or is each operator's own business.
    private static let left: Set<String> = [
        "name", "storage", "retention", "max_msgs", "max_bytes", "max_consumers",
    ]

    /// The current settings with those of the contract in place, and the names of what differs.
    private static func merge(
        _ contract: JSONValue, into current: JSONObject
    ) -> (config: JSONObject, changed: [String]) {
        var config = current
        var changed: [String] = []
        for (key, value) in contract.object?.members ?? [] where !left.contains(key) {
            let wanted = key == "subjects" ? subjects(in: current, including: value) : value
            if current[key] == wanted { continue }
            config[key] = wanted
            changed.append(key)
        }
        return (config, changed)
    }

    /// The contract's subjects, and those of others that were there and do not swallow requests.
    private static func subjects(in current: JSONObject, including contract: JSONValue) -> JSONValue {
        let present = current["subjects"]?.array?.compactMap(\.string) ?? []
        let wanted = contract.array?.compactMap(\.string) ?? []
        let isComplete = wanted.allSatisfy(present.contains) && !present.contains(where: swallowsRequests)
        if isComplete { return current["subjects"] ?? contract }
        let others = present.filter { !wanted.contains($0) && !swallowsRequests($0) }
        return .array((wanted + others).map(JSONValue.string))
    }

    /// Takes the wide subjects off every other stream; the event stream itself is repaired as a whole.
    private static func narrow(_ jetStream: JetStream) async throws(NATSError) -> [String] {
        var done: [String] = []
        for name in try await clashes(jetStream) {
            guard let info = try await jetStream.streamInfo(name), var config = info["config"]?.object
            else { continue }
            let present = config["subjects"]?.array?.compactMap(\.string) ?? []
            let wide = present.filter(swallowsRequests)
            var narrow = present.filter { !swallowsRequests($0) }
            if name == Subjects.eventStream {
                narrow = Subjects.eventStreamSubjects + narrow.filter(isForeign)
            }
            guard !narrow.isEmpty else {
                let what = wide.joined(separator: ", ")
                done.append(
                    "the stream \(name) takes only \(what), which swallows requests: change it yourself")
                continue
            }
            config["subjects"] = .array(narrow.map(JSONValue.string))
            try await jetStream.updateStream(.object(config))
            done.append("narrowed the stream \(name): \(wide.joined(separator: ", ")) swallowed requests")
        }
        return done
    }

    private static func isForeign(_ subject: String) -> Bool {
        !Subjects.eventStreamSubjects.contains(subject)
    }

    /// Whether a stream's subject matches `ticket.service`.
    private static func swallowsRequests(_ subject: String) -> Bool {
        [">", "*.>", "ticket.>", "*.*", "ticket.*", "*.service", "ticket.service"].contains(subject)
    }
}
