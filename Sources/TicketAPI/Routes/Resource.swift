import Hummingbird

/// What can be asked for over HTTP.
public enum Resource: String, Sendable, Hashable, CaseIterable {
    case tickets = "/api/v1/tickets"
    case ticket = "/api/v1/tickets/{id}"
    case history = "/api/v1/tickets/{id}/history"
    case events = "/api/v1/events"
    case health = "/healthz"
    case readiness = "/readyz"
    case metrics = "/metrics"
    case description = "/openapi.json"
    case documentation = "/docs"

    /// The path, with `{id}` where a ticket's id stands.
    public var template: String { rawValue }

    /// Where it stands among all of them.
    var position: Int {
        switch self {
        case .tickets: 0
        case .ticket: 1
        case .history: 2
        case .events: 3
        case .health: 4
        case .readiness: 5
        case .metrics: 6
        case .description: 7
        case .documentation: 8
        }
    }

    /// The methods that it takes, as `Allow` names them. `HEAD` is a `GET` whose body is not sent.
    public var methods: [String] {
        switch self {
        case .tickets: ["GET", "HEAD", "POST"]
        case .ticket: ["GET", "HEAD", "PUT", "PATCH", "DELETE"]
        case .history, .health, .readiness, .metrics, .description, .documentation: ["GET", "HEAD"]
        case .events: ["GET"]
        }
    }

    /// Finds what a path names, and the id in it, as it stands there.
    static func find(_ path: String) -> (resource: Resource, id: Substring)? {
        let prefix = "/api/v1/tickets/"
        guard path.hasPrefix(prefix) else { return fixed[path].map { ($0, "") } }
        let rest = path.dropFirst(prefix.count)
        guard let slash = rest.firstIndex(of: "/") else {
            return rest.isEmpty ? nil : (.ticket, rest)
        }
        let id = rest[..<slash]
        return !id.isEmpty && rest[slash...] == "/history" ? (.history, id) : nil
    }

    /// Those without an id, by their paths.
    private static let fixed = Dictionary(
        uniqueKeysWithValues: allCases.filter { !$0.template.contains("{") }.map { ($0.template, $0) })
}
