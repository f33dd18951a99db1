public import JSON
import Tickets

/// What an instance of a service answers to a question of the services protocol (NATS ADR-32).
public struct InstanceAnswer: Sendable, Hashable {
    /// What it says beside who it is.
    public enum Content: Sendable, Hashable {
        case ping
        case information(InstanceInformation)
        case statistics(InstanceStatistics)
    }

    public let identity: InstanceIdentity
    public let content: Content

    public init(_ identity: InstanceIdentity, _ content: Content) {
        self.identity = identity
        self.content = content
    }

    /// Which question it answers.
    public var question: ServiceQuestion {
        switch content {
        case .ping: .ping
        case .information: .info
        case .statistics: .stats
        }
    }

    /// The statistics, where it has them.
    public var statistics: InstanceStatistics? {
        if case .statistics(let statistics) = content { statistics } else { nil }
    }

    /// The information, where it has it.
    public var information: InstanceInformation? {
        if case .information(let information) = content { information } else { nil }
    }
}

extension InstanceAnswer {
    /// The answer as it stands on the wire.
    public var json: JSONValue {
        let metadata = identity.metadata.sorted { $0.key < $1.key }.map {
            ($0.key, JSONValue.string($0.value))
        }
        var answer = JSONObject([
            ("name", .string(identity.key.service)), ("id", .string(identity.key.id)),
            ("version", .string(identity.version)), ("metadata", .object(JSONObject(metadata))),
            ("type", .string(question.answerType)),
        ])
        switch content {
        case .ping: break
        case .information(let information):
            answer["description"] = .string(information.description)
            answer["endpoints"] = .array(information.endpoints.map(\.json))
        case .statistics(let statistics):
            answer["started"] = .string(statistics.started?.description ?? "")
            answer["endpoints"] = .array(statistics.endpoints.map(\.json))
        }
        return .object(answer)
    }

    /// Reads an answer of any service. Only who answers must be there; what else is missing or malformed
    /// counts as not said, and what is very long is cut.
    ///
    /// - Throws: `WireError` when it is no answer to a question of the protocol.
    public init(decoding payload: [UInt8]) throws(WireError) {
        let json = try parseWire(payload)
        guard let type = json["type"]?.string,
            let question = ServiceQuestion.allCases.first(where: { $0.answerType == type }),
            let name = json["name"]?.string, let id = json["id"]?.string, !name.isEmpty, !id.isEmpty
        else { throw WireError("no answer of the services protocol") }
        identity = InstanceIdentity(
            key: InstanceKey(service: AnswerText.cut(name), id: AnswerText.cut(id)),
            version: AnswerText.read(json["version"]), metadata: AnswerText.metadata(json["metadata"]))
        let endpoints = (json["endpoints"]?.array ?? []).prefix(AnswerText.endpointLimit)
        switch question {
        case .ping: content = .ping
        case .info:
            content = .information(
                InstanceInformation(
                    description: AnswerText.read(json["description"]),
                    endpoints: endpoints.map(EndpointInformation.init(decoding:))))
        case .stats:
            content = .statistics(
                InstanceStatistics(
                    started: json["started"]?.string.flatMap { Timestamp($0) },
                    endpoints: endpoints.map(EndpointFigures.init(decoding:))))
        }
    }
}

/// Texts of an answer, which anybody on the server may have written.
enum AnswerText {
    /// So many characters of a text are kept.
    private static let limit = 1000
    private static let metadataLimit = 50
    /// So many endpoints of an instance are kept.
    static let endpointLimit = 100

    static func cut(_ text: String) -> String { String(text.prefix(limit)) }

    static func read(_ json: JSONValue?) -> String { cut(json?.string ?? "") }

    static func metadata(_ json: JSONValue?) -> [String: String] {
        let members = (json?.object?.members ?? []).prefix(metadataLimit)
        return Dictionary(members.map { (cut($0.key), read($0.value)) }) { first, _ in first }
    }
}
