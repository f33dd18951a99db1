import JSON
import Tickets

extension TicketEvent {
    /// Reads the body of an event exactly as `encoded` writes it; `nil` for any other form, which may be right
    /// too.
    init?(scanning bytes: [UInt8]) {
        var scanner = JSONScanner(bytes)
        guard scanner.take("{\"meta\":{\"event_id\":\""), let id = scanner.string(),
            scanner.take(",\"tenant\":\""), scanner.plainString() != nil,
            scanner.take(",\"occurred_at\":\""),
            let at = scanner.plainString().flatMap({ Timestamp(written: $0) }),
            scanner.take(",\"schema\":\""), let schema = scanner.string(),
            scanner.take(",\"revision\":"), let revision = scanner.integer()
        else { return nil }
        var actor: String?
        if scanner.take(",\"actor\":\"") {
            actor = scanner.string()
            guard actor != nil else { return nil }
        }
        let isRestored = scanner.take(",\"restored\":true")
        guard let action = TicketEvent.action(ofSchema: schema, isRestored: isRestored),
            let changes = [FieldChange](scanningMember: &scanner), scanner.take("},\"data\":"),
            let ticket = Ticket(scanning: &scanner), scanner.take("}"), scanner.isAtEnd
        else { return nil }
        self.init(
            id: id,
            change: TicketChange(
                action: action, ticket: ticket, revision: revision, actor: actor, at: at, changes: changes))
    }
}
