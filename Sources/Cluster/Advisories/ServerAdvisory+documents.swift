import JSON
import NATS

extension ServerAdvisory {
    /// Reads what was told; `nil`: nothing that a person need know, such as that a reader of TicketDeck came
    /// or went.
    public init?(subject: String, payload: [UInt8]) {
        guard let document = try? JSONValue(parsing: payload), document.object != nil else { return nil }
        if subject.hasPrefix("$SYS.") {
            self.init(system: document, subject: subject)
        } else {
            self.init(jetStream: document)
        }
    }

    /// The kind without what stands before and the version, such as `stream_leader_elected`.
    private static func kind(_ document: JSONValue) -> String {
        String((document["type"]?.string ?? "").split(separator: ".").last ?? "")
    }

    private init?(jetStream document: JSONValue) {
        let consumer = document["consumer"]?.string
        if let consumer, consumer.hasPrefix(OrderedConsumer.namePrefix) { return nil }
        let stream = document["stream"]?.string
        let subject =
            consumer.map { "the consumer \($0) of \(stream ?? "?")" } ?? stream.map { "the stream \($0)" }
            ?? ""
        let kind = Self.kind(document)
        guard let (weight, text) = Self.words(kind, of: subject, document) else { return nil }
        self.init(
            weight: weight, text: text, stream: stream, consumer: consumer,
            server: document["leader"]?.string ?? document["server"]?.string)
    }

    private static func words(
        _ kind: String, of subject: String, _ document: JSONValue
    ) -> (Weight, String)? {
        let server = document["server"]?.string ?? "a server"
        switch kind {
        case "api_audit": return nil
        case "stream_leader_elected", "consumer_leader_elected", "domain_leader_elected":
            let leader = document["leader"]?.string ?? "?"
            return (.good, "\(leader) leads \(subject.isEmpty ? "JetStream" : subject) now")
        case "stream_quorum_lost", "consumer_quorum_lost": return (.bad, "\(subject) lost its majority")
        case "stream_action", "consumer_action":
            let action = document["action"]?.string ?? "change"
            let verbs = ["create": "was created", "delete": "was deleted", "modify": "was changed"]
            return (.info, "\(subject) \(verbs[action] ?? action)")
        case "max_deliver":
            let sequence = document["stream_seq"]?.integer ?? 0
            let count = document["deliveries"]?.integer ?? 0
            return (.warning, "\(subject) gave up message \(sequence) after \(count) deliveries")
        case "server_out_of_space", "server_out_of_storage": return (.bad, "\(server) is out of storage")
        case "server_removed": return (.warning, "\(server) was removed from JetStream")
        case "": return nil
        default:
            let words = kind.replacing("_", with: " ")
            return (.info, subject.isEmpty ? words : "\(words): \(subject)")
        }
    }

    private init?(system document: JSONValue, subject: String) {
        let server = document["server"]?["name"]?.string ?? document["name"]?.string ?? "a server"
        let client = document["client"]?["name"]?.string ?? document["client"]?["host"]?.string ?? "a client"
        let reason = document["reason"]?.string ?? ""
        let (weight, text): (Weight, String)
        if subject.hasSuffix(".SHUTDOWN") {
            (weight, text) = (.warning, "\(server) shuts down")
        } else if subject.hasSuffix(".LAMEDUCK") {
            (weight, text) = (.warning, "\(server) takes no more clients before it shuts down")
        } else if subject.hasSuffix(".AUTH.ERR") {
            (weight, text) = (.warning, "\(server) refused \(client): \(reason)")
        } else if reason.hasPrefix("Slow Consumer") {
            (weight, text) = (.warning, "\(server) cut off \(client), which reads too slowly")
        } else {
            return nil
        }
        self.init(weight: weight, text: text, stream: nil, consumer: nil, server: server)
    }
}
