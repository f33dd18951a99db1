public import JSON
import TicketWire

/// How one instance of a service is, by its own statistics.
public struct InstanceHealth: Sendable {
    /// The instance's id, another one at each start.
    public let id: String
    /// Why it is degraded; none when it is healthy.
    public let reasons: [String]
    private let statistics: JSONValue

    /// Reads an answer to `$SRV.STATS`.
    ///
    /// - Parameter service: the name that the instance must have; `nil` for an answer of anyone else.
    public init?(statistics payload: [UInt8], of service: String) {
        guard let json = try? JSONValue(parsing: payload),
            json["type"]?.string == ServiceQuestion.stats.answerType,
            json["name"]?.string == service, let id = json["id"]?.string
        else { return nil }
        self.id = id
        statistics = json
        reasons = Self.reasons(json)
    }

    /// What it says of itself, in short: the data of its first endpoint, the counts of all.
    public var json: JSONValue {
        let endpoints = statistics["endpoints"]?.array ?? []
        func sum(_ key: String) -> JSONValue {
            .integer(endpoints.reduce(0) { $0 &+ ($1[key]?.integer ?? 0) })
        }
        return [
            "id": .string(id), "version": statistics["version"] ?? .null,
            "started": statistics["started"] ?? .null,
            "status": .string(reasons.isEmpty ? "healthy" : "degraded"),
            "reasons": .array(reasons.map(JSONValue.string)),
            "num_requests": sum("num_requests"), "num_errors": sum("num_errors"),
            "data": endpoints.first?["data"] ?? .null,
        ]
    }

    private static func reasons(_ statistics: JSONValue) -> [String] {
        let endpoints = statistics["endpoints"]?.array ?? []
        var reasons: [String] = []
        for endpoint in endpoints {
            let told = endpoint["data"]?["degraded"]?.array?.compactMap(\.string) ?? []
            reasons += told.filter { !reasons.contains($0) }
        }
        if !endpoints.contains(where: { $0["data"]?.object != nil }) { reasons.append("it tells no health") }
        for endpoint in endpoints where endpoint["data"]?["subscription_active"] == false && reasons.isEmpty {
            reasons.append("it takes no requests on \(endpoint["subject"]?.string ?? "its subject")")
        }
        return reasons
    }
}
