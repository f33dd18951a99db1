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
        let found = try await identityMessage(jetStream)
        if let identity = found.flatMap(identity) { return identity }
        let fresh = Array(TicketRecord.newCommandID().utf8)
        do {
            // Where somebody has deleted it, the mark of that stands.
            let options = PublishOptions(expectedLastSubjectSequence: found?.sequence ?? 0)
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

    /// The log's own id; `nil` when there is none, because nobody has used the bucket or it was purged.
    ///
    /// - Throws: what `JetStream.lastMessage` throws.
    static func readIdentity(_ jetStream: JetStream) async throws(NATSError) -> String? {
        try await identityMessage(jetStream).flatMap(identity)
    }

    private static func identityMessage(_ jetStream: JetStream) async throws(NATSError) -> StoredMessage? {
        try await jetStream.lastMessage(stream: stream, subject: identitySubject, timeout: .seconds(2))
    }

    private static func identity(_ message: StoredMessage) -> String? {
        message.payload.isEmpty ? nil : String(decoding: message.payload, as: UTF8.self)
    }
}
