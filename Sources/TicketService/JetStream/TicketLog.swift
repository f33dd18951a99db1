import JSON
import NATS
import Tickets

/// The ticket log as it lies in JetStream: the bucket `TICKETS`, one record for each accepted change.
enum TicketLog {
    /// The bucket's name, for `nats kv`.
    static let bucket = "TICKETS"
    /// The stream that the bucket is.
    static let stream = "KV_TICKETS"
    /// How long the stream knows the id of a message: as long as a request key holds.
    static let duplicateWindow = Duration.seconds(600)

    private static let prefix = "$KV.TICKETS."

    /// Where a ticket's record of a revision stands: no second one can ever be written there.
    static func subject(of ticket: TicketID, in tenant: Tenant, revision: Int) -> String {
        prefix + "t." + tenant.name + "." + ticket.description + "." + String(revision)
    }

    /// Where a record stands.
    static func subject(of record: TicketRecord) -> String {
        let ticket = record.change.ticket
        return subject(of: ticket.id, in: ticket.tenant, revision: record.change.revision)
    }

    /// A place in the log as `nats kv` says it.
    static func key(_ subject: String) -> String { String(subject.dropFirst(prefix.count)) }

    /// Where the log's own id stands, which outlives backups and moves.
    static let identitySubject = prefix + "log.id"
    /// Where the relay's cursor stands.
    static let cursorSubject = prefix + "relay.cursor"

    /// Where it is tried, after a refusal, whether anything can be written.
    static let trialSubject = prefix + "log.trial"

    /// Whether a message is a ticket's record, not one of the log's own notes or a deletion marker.
    static func isRecord(_ message: StoredMessage) -> Bool {
        message.subject.hasPrefix(prefix + "t.") && message.headers["KV-Operation"] == nil
    }

    /// The record that a message holds; `nil` for any other message, also when what it holds belongs to
    /// another place: nobody who writes records has put it there.
    static func record(in message: StoredMessage) -> TicketRecord? {
        guard isRecord(message), let record = try? TicketRecord(decoding: message.payload),
            subject(of: record) == message.subject
        else { return nil }
        return record
    }

    /// The message id of a creation with a request key: a second one is a duplicate to JetStream, whichever
    /// instance sends it.
    static func messageID(of record: TicketRecord) -> String? {
        guard let key = record.requestKey else { return nil }
        var text = "request.\(record.change.ticket.tenant.name)."
        for byte in key.utf8 {
            let character = Character(UnicodeScalar(byte))
            if byte < 0x80, character.isLetter || character.isNumber || "-_.".contains(character) {
                text.append(character)
            } else {
                text += "%" + String(byte, radix: 16)
            }
        }
        return text
    }
}
