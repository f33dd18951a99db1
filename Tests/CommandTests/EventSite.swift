import JSON
import NATS
import Support

/// A server with an event stream of 60 sequences, and what they are.
struct EventSite {
    /// One message as it was published.
    struct Stored {
        let sequence: UInt64
        let subject: String
        let tenant: String
        let actor: String?
        /// Which words occur in it.
        let title: String
    }

    let server: NATSServer
    let stored: [Stored]

    /// The sequence that was deleted.
    static let hole: UInt64 = 33
    /// The sequence of a message that claims to be an event and is none.
    static let unreadable: UInt64 = 41

    static func open(_ version: NATSServerVersion = .debian) async throws -> EventSite {
        let server = try await NATSServer.start(version)
        let all = (UInt64(1)...60).map(message)
        try await withConnection(server.options) { connection in
            let subjects: [JSONValue] = [
                "ticket.create", "ticket.update", "ticket.delete", "notification.*", "audit.*",
            ]
            try await connection.jetStream.createStream([
                "name": "TICKET_EVENTS", "storage": "file", "subjects": .array(subjects),
            ])
            for stored in all {
                try await connection.jetStream.publish(
                    stored.subject, Array(payload(stored).utf8), headers: ["Tenant-ID": stored.tenant])
            }
            let body: JSONValue = ["seq": .integer(Int64(hole))]
            try await connection.jetStream.api("STREAM.MSG.DELETE.TICKET_EVENTS", body)
        }
        return EventSite(server: server, stored: all.filter { $0.sequence != hole })
    }

    private static func message(_ sequence: UInt64) -> Stored {
        let isOther = sequence % 10 == 0
        let subject = isOther ? "audit.login" : sequence % 3 == 0 ? "ticket.update" : "ticket.create"
        return Stored(
            sequence: sequence, subject: subject, tenant: sequence % 2 == 1 ? "acme" : "globex",
            actor: isOther || sequence == unreadable ? nil : sequence % 4 == 0 ? "lee" : "kim",
            title: sequence % 5 == 0 ? "printer \(sequence)" : "screen \(sequence)")
    }

    private static func payload(_ stored: Stored) -> String {
        guard let actor = stored.actor else { return #"{"say":"\#(stored.title)"}"# }
        let (number, time) = (stored.sequence, "2026-11-20T23:43:11.123Z")
        let tail = number < 10 ? "0\(number)" : "\(number)"
        let changes =
            stored.subject == "ticket.update"
            ? #","changes":{"status":{"from":"open","to":"in_progress"}}"# : ""
        return #"{"meta":{"event_id":"e\#(number)","tenant":"\#(stored.tenant)","occurred_at":"\#(time)","#
            + #""schema":"\#(stored.subject)@v1","revision":1,"actor":"\#(actor)"\#(changes)},"data":{"id":"#
            + #""01980000-0000-7000-8000-0000000000\#(tail)","title":"\#(stored.title)","description":"","#
            + #""priority":"high","status":"open","created_at":"\#(time)","updated_at":"\#(time)","#
            + #""tenant_id":"\#(stored.tenant)","revision":1}}"#
    }

    /// Runs `ticketdeck events` with these arguments.
    func events(_ arguments: [String]) async throws -> ProgramResult {
        try await run([Programs.dashboard, "events", "--server", server.url] + arguments)
    }

    /// Runs a line of bash in which `$EVENTS` is `ticketdeck events` on this server.
    func bash(_ line: String, _ arguments: [String] = []) async throws -> ProgramResult {
        let events = #"events() { "\#(Programs.dashboard)" events --server \#(server.url) "$@"; }"#
        return try await run(["/bin/bash", "-c", events + "\n" + line, "bash"] + arguments)
    }

    /// The sequences of the lines of either form.
    static func sequences(_ output: String) -> [UInt64] {
        output.lines.compactMap { line in
            if line.hasPrefix("{") {
                return (try? JSONValue(parsing: line))?["sequence"]?.integer.flatMap { UInt64(exactly: $0) }
            }
            return line.split(separator: " ").first.flatMap { UInt64($0) }
        }
    }
}
