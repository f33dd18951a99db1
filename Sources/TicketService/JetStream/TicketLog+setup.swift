import JSON
import NATS
import Tickets

extension TicketLog {
    /// The bucket as a stream. Its history is 1: a revision is a key of its own.
    static let durableStream = DurableStream(
        name: stream,
        configuration: { replicas in
            [
                "name": .string(stream), "subjects": .array([.string(prefixOfAll)]),
                "description": "TicketDeck: one record for each accepted change",
                "retention": "limits", "discard": "new", "storage": "file",
                "max_consumers": -1, "max_msgs": -1, "max_msg_size": -1, "max_bytes": -1,
                "max_msgs_per_subject": 1, "max_age": 0,
                "duplicate_window": .integer(duplicateWindow.components.seconds * 1_000_000_000),
                "num_replicas": .integer(Int64(replicas)),
                "allow_rollup_hdrs": true, "deny_delete": true, "allow_direct": true,
            ]
        },
        kept: [
            "name", "storage", "retention", "discard", "max_consumers", "max_msgs", "max_msg_size",
            "max_bytes",
            "deny_delete", "allow_rollup_hdrs", "allow_direct", "description",
        ])

    private static let prefixOfAll = "$KV.TICKETS.>"

    /// The log's own id, made with the first use of the bucket.
    ///
    /// - Throws: what `JetStream.publish` and `JetStream.lastMessage` throw.
    static func identity(_ jetStream: JetStream) async throws(NATSError) -> String {
        if let identity = try await readIdentity(jetStream) { return identity }
        let fresh = Array(TicketRecord.newCommandID().utf8)
        do {
            let options = PublishOptions(expectedLastSubjectSequence: 0)
            try await jetStream.publish(identitySubject, fresh, options: options)
        } catch {
            // Another instance was quicker: its id counts.
            guard error.isWrongLastSequence else { throw error }
        }
        guard let identity = try await readIdentity(jetStream) else {
            throw NATSError(.protocolError, "the ticket log has no id")
        }
        return identity
    }

    private static func readIdentity(_ jetStream: JetStream) async throws(NATSError) -> String? {
        let message = try await jetStream.lastMessage(
            stream: stream, subject: identitySubject, timeout: .seconds(2))
        return message.map { String(decoding: $0.payload, as: UTF8.self) }
    }
}
