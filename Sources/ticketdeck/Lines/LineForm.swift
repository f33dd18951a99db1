import Dashboard
import Tickets

/// A ticket that is being written or changed, field by field.
struct LineForm {
    static let fields: [TicketField] = [.title, .description, .priority, .status, .assignee]

    let tenant: Tenant
    /// The ticket as it was when it was last looked at; `nil`: a new one.
    var ticket: Ticket?
    let requestKey: String
    private(set) var texts: [TicketField: String] = [:]

    init(tenant: Tenant, ticket: Ticket? = nil, requestKey: String) {
        self.tenant = tenant
        self.ticket = ticket
        self.requestKey = requestKey
        for field in LineForm.fields { texts[field] = ticket?[field] ?? "" }
        if ticket == nil {
            texts[.priority] = Priority.medium.rawValue
            texts[.status] = Status.open.rawValue
        }
    }

    subscript(field: TicketField) -> String { texts[field] ?? "" }

    /// Sets a field; a text that breaks a rule is kept, too, and refused when it is saved.
    ///
    /// - Returns: the rule that the text breaks; `nil`: none.
    mutating func set(_ field: TicketField, _ text: String) -> String? {
        texts[field] = text
        do throws(FieldViolation) {
            switch field {
            case .title: texts[field] = try TicketRules.title(text)
            case .description: texts[field] = try TicketRules.description(text)
            case .assignee: texts[field] = try TicketRules.name(text, field: field.rawValue) ?? ""
            case .priority, .status, .createdBy: break
            }
            return nil
        } catch {
            return "\(error.field) \(error.message)"
        }
    }

    /// The fields that differ from the ticket's.
    var changed: [TicketField] { LineForm.fields.filter { self[$0] != (ticket?[$0] ?? "") } }

    /// The fields as they are kept on disk.
    var draft: SavedDraft {
        var fields: [String: String] = [:]
        for field in LineForm.fields { fields[field.rawValue] = self[field] }
        return SavedDraft(
            tenant: tenant, ticket: ticket?.id, revision: ticket?.revision, fields: fields,
            requestKey: ticket == nil ? requestKey : nil)
    }

    /// Takes over what was kept on disk.
    mutating func take(_ draft: SavedDraft) {
        for field in LineForm.fields {
            if let text = draft.fields[field.rawValue] { texts[field] = text }
        }
    }

    /// Goes on from how the ticket stands now; fields that were not changed here take its texts.
    mutating func rebase(on theirs: Ticket) {
        let mine = Set(changed)
        for field in LineForm.fields where !mine.contains(field) { texts[field] = theirs[field] ?? "" }
        ticket = theirs
    }

    func newTicket(by actor: String) throws(FieldViolation) -> TicketDraft {
        try TicketDraft(
            title: self[.title], description: self[.description],
            priority: Priority(rawValue: self[.priority]) ?? .medium,
            status: Status(rawValue: self[.status]) ?? .open, createdBy: actor, assignee: self[.assignee])
    }

    func patch() throws(FieldViolation) -> TicketPatch {
        let changed = Set(changed)
        func text(_ field: TicketField) -> String? { changed.contains(field) ? self[field] : nil }
        return try TicketPatch(
            title: text(.title), description: text(.description),
            priority: text(.priority).flatMap(Priority.init(rawValue:)),
            status: text(.status).flatMap(Status.init(rawValue:)), assignee: text(.assignee))
    }
}
