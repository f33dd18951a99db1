public import JSON
public import Tickets

extension TicketChange {
    /// Reads the members of an entry exactly as `writeMembers` writes them, up to the object's end; `nil` for
    /// any other form, which may be right too.
    public init?(scanningMembers scanner: inout JSONScanner) {
        guard scanner.take("\"revision\":"), let revision = scanner.integer(),
            scanner.take(",\"action\":\""),
            let action = scanner.string().flatMap(TicketAction.init(rawValue:))
        else { return nil }
        var actor: String?
        if scanner.take(",\"actor\":\"") {
            actor = scanner.string()
            guard actor != nil else { return nil }
        }
        guard scanner.take(",\"at\":\""), let at = scanner.plainString().flatMap({ Timestamp(written: $0) })
        else {
            return nil
        }
        guard let changes = [FieldChange](scanningMember: &scanner) else { return nil }
        guard scanner.take(",\"ticket\":"), let ticket = Ticket(scanning: &scanner), scanner.take("}") else {
            return nil
        }
        self.init(
            action: action, ticket: ticket, revision: revision, actor: actor, at: at, changes: changes)
    }
}

extension [FieldChange] {
    /// Reads the member `changes` as a writer writes it, with the comma before it; none when it is not there.
    init?(scanningMember scanner: inout JSONScanner) {
        self = []
        guard scanner.take(",\"changes\":{") else { return }
        repeat {
            guard let change = FieldChange(scanning: &scanner) else { return nil }
            append(change)
        } while scanner.take(",")
        guard scanner.take("}") else { return nil }
    }
}

extension FieldChange {
    fileprivate init?(scanning scanner: inout JSONScanner) {
        guard scanner.take("\""), let field = scanner.string().flatMap(TicketField.init(rawValue:)),
            scanner.take(":{\"from\":"), let from = scanner.optionalString(), scanner.take(",\"to\":"),
            let to = scanner.optionalString(), scanner.take("}")
        else { return nil }
        self.init(field: field, from: from, to: to)
    }
}

extension JSONScanner {
    /// A string with its quotes, or `null`; `nil` when it is neither.
    fileprivate mutating func optionalString() -> String?? {
        if take("null") { return .some(nil) }
        guard take("\"") else { return nil }
        guard let text = string() else { return nil }
        return .some(text)
    }
}
