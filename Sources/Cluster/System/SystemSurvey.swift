import JSON
import NATS

/// Asks all servers at once how they are, through the system account.
///
/// It finds servers by itself, and those whose monitoring endpoint cannot be reached; only users of the system
/// account may ask.
struct SystemSurvey: Sendable {
    /// What came of a round of questions.
    enum Outcome: Sendable {
        /// What each server said that answered.
        case readings([NodeReading])
        /// The user is not of the system account.
        case notAllowed
        /// There is no connection just now, or nobody answered in time.
        case disconnected

        /// Only what the servers said for good counts as refused.
        init(_ error: NATSError) {
            self = error.code == .noResponders || error.code == .permission ? .notAllowed : .disconnected
        }
    }

    private let connection: Connection

    init(_ connection: Connection) { self.connection = connection }

    /// Asks everything, within the time given: half of it for who is there, half for the rest.
    func ask(within limit: Duration) async -> Outcome {
        let servers: [String: JSONValue]
        do {
            servers = try await answers(to: "VARZ", within: limit / 2, atMost: nil)
        } catch {
            return Outcome(error)
        }
        // Nobody answered in time; the next round may go better.
        guard !servers.isEmpty else { return .disconnected }
        async let streams = optional("JSZ", SystemSurvey.streams, limit, servers.count)
        async let routes = optional("ROUTEZ", nil, limit, servers.count)
        async let enabled = optional("HEALTHZ", ["js-enabled-only": true], limit, servers.count)
        async let contact = optional("HEALTHZ", ["js-server-only": true], limit, servers.count)
        async let current = optional("HEALTHZ", nil, limit, servers.count)
        let answers = await (streams, routes, enabled, contact, current)
        return .readings(
            servers.sorted { $0.key < $1.key }.compactMap { id, server in
                NodeReading(
                    server: server, jetStream: answers.0[id], routes: answers.1[id],
                    checks: NodeChecks(
                        jetStreamEnabled: NodeChecks.Outcome(answers.2[id]),
                        inContact: NodeChecks.Outcome(answers.3[id]),
                        assetsCurrent: NodeChecks.Outcome(answers.4[id])),
                    askedAt: nil)
            })
    }

    private static let streams: JSONValue = [
        "accounts": true, "streams": true, "consumer": true, "config": true,
    ]

    private func optional(
        _ kind: String, _ body: JSONValue?, _ limit: Duration, _ count: Int
    ) async -> [String: JSONValue] {
        (try? await answers(to: kind, body, within: limit / 2, atMost: count)) ?? [:]
    }

    /// The documents of those who answer, by the public keys of the servers.
    private func answers(
        to kind: String, _ body: JSONValue? = nil, within limit: Duration, atMost count: Int?
    ) async throws(NATSError) -> [String: JSONValue] {
        let messages = try await connection.requestMany(
            "$SYS.REQ.SERVER.PING.\(kind)", body?.encoded ?? [], timeout: limit, limit: count)
        var documents: [String: JSONValue] = [:]
        for message in messages {
            guard let answer = try? JSONValue(parsing: message.payload),
                let id = answer["server"]?["id"]?.string, let data = answer["data"]
            else { continue }
            documents[id] = data
        }
        return documents
    }
}

extension NodeChecks.Outcome {
    /// Reads a `/healthz` document; `nil`: there was none.
    init(_ document: JSONValue?, status: Int? = nil) {
        guard let document else {
            self = .unknown
            return
        }
        if document["status"]?.string == "ok" {
            self = .passed
        } else {
            let word = document["error"]?.string ?? document["status"]?.string
            self = .failed(word ?? status.map { "HTTP \($0)" } ?? "no reason given")
        }
    }
}
