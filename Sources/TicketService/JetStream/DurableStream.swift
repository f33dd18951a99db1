import JSON
import NATS

/// A stream that the service needs: how it is made where it is missing, and put right where it is wrong.
struct DurableStream: Sendable {
    /// What `ensure` found or did.
    enum State: Sendable, Hashable {
        case created(replicas: Int)
        case present(JSONValue)
    }

    let name: String
    /// The settings for a number of replicas.
    let configuration: @Sendable (_ replicas: Int) -> JSONValue
    /// Settings that are left as they are: fixed once a stream is there, or each operator's own business.
    var kept: Set<String> = ["name", "storage", "retention", "max_msgs", "max_bytes", "max_consumers"]

    /// JetStream's error code for replicas that a server without cluster cannot have.
    private static let notClustered = 10074
    /// JetStream's error code for replicas that find no place.
    private static let noPlace = 10005

    /// Creates the stream when it is missing; one that is there is left as it is.
    ///
    /// - Parameter replicas: on how many servers; `nil`: three where a cluster has them, else one.
    func ensure(
        _ connection: Connection, replicas: Int?, timeout: Duration = .seconds(5)
    ) async throws(NATSError) -> State {
        let jetStream = connection.jetStream
        if let info = try await jetStream.streamInfo(name, timeout: timeout) { return .present(info) }
        if let replicas {
            try await jetStream.createStream(configuration(replicas))
            return .created(replicas: replicas)
        }
        do {
            try await jetStream.createStream(configuration(3))
            return .created(replicas: 3)
        } catch {
            guard isTooSmall(connection, error) else { throw error }
            try await jetStream.createStream(configuration(1))
            return .created(replicas: 1)
        }
    }

    /// Whether an error says that three replicas cannot be had here.
    private func isTooSmall(_ connection: Connection, _ error: NATSError) -> Bool {
        guard case .jetStream(_, let code) = error.code else { return false }
        // With three servers known one of them is only away for a while: then try again later.
        let isSmall = (connection.state.server?.knownServers.count ?? 0) < 3
        return code == Self.notClustered || (code == Self.noPlace && isSmall)
    }
}

extension DurableStream {
    /// Creates the stream or brings it to its settings. Doing it twice does nothing the second time.
    ///
    /// - Parameters:
    ///   - replicas: on how many servers; `nil`: three where a cluster has them, else as it is.
    ///   - noun: what the stream is called in the sentence.
    /// - Returns: what was done, in one sentence.
    func repair(
        _ connection: Connection, replicas: Int?, as noun: String
    ) async throws(NATSError) -> String {
        switch try await ensure(connection, replicas: replicas) {
        case .created(let replicas): return "created the \(noun), replicas \(replicas)"
        case .present(let info):
            guard let current = info["config"]?.object else { return "the \(noun) cannot be read" }
            let present = Int(current["num_replicas"]?.integer ?? 1)
            // A server without a cluster takes any number of replicas and keeps one.
            guard replicas != nil || info["cluster"]?["name"]?.string != nil else {
                return try await update(connection, current, replicas: present, noun)
            }
            do {
                return try await update(connection, current, replicas: replicas ?? max(3, present), noun)
            } catch {
                guard replicas == nil, isTooSmall(connection, error) else { throw error }
                return try await update(connection, current, replicas: present, noun)
            }
        }
    }

    private func update(
        _ connection: Connection, _ current: JSONObject, replicas: Int, _ noun: String
    ) async throws(NATSError) -> String {
        // No update takes the seal off.
        if current["sealed"] == true { throw .sealed(name) }
        var config = current
        var changed: [String] = []
        for (key, value) in configuration(replicas).object?.members ?? [] where !kept.contains(key) {
            let wanted = key == "subjects" ? merged(current["subjects"], with: value) : value
            if current[key] == wanted { continue }
            config[key] = wanted
            changed.append(key)
        }
        if changed.isEmpty { return "the \(noun) is as it should be" }
        do { try await connection.jetStream.updateStream(.object(config)) } catch {
            throw NATSError(error.code, error.remedy(for: name))
        }
        return "repaired the \(noun): \(changed.joined(separator: ", "))"
    }

    /// The wanted subjects, and those of others that were there and do not swallow requests.
    private func merged(_ current: JSONValue?, with wanted: JSONValue) -> JSONValue {
        let present = current?.array?.compactMap(\.string) ?? []
        let names = wanted.array?.compactMap(\.string) ?? []
        let swallowing = present.contains(where: EventStream.swallowsRequests)
        if names.allSatisfy(present.contains), !swallowing { return current ?? wanted }
        let others = present.filter { !names.contains($0) && !EventStream.swallowsRequests($0) }
        return .array((names + others).map(JSONValue.string))
    }
}
