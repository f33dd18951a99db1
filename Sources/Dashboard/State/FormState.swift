import Screen
import Tickets

/// The form in which a ticket is written or changed.
struct FormState: Sendable, Hashable {
    enum Purpose: Sendable, Hashable {
        /// A new ticket; the key is the same for each try, so that no second one comes of it.
        case create(requestKey: String)
        /// The ticket as it was when the form last looked at it.
        case edit(Ticket)
    }

    /// What the person has to know before saving again.
    struct Notice: Sendable, Hashable {
        var lines: [String]
        /// Whether it has stood on the screen.
        var isShown = false
        /// Whether the person went on after it had been shown: it then takes one line on a low screen.
        var isRead = false
    }

    static let fields: [TicketField] = [.title, .description, .priority, .status, .assignee]

    let tenant: Tenant
    var purpose: Purpose
    var title: LineEditor
    var description: TextEditor
    var priority: Choice
    var status: Choice
    var assignee: LineEditor
    /// The fields as they stand saved; for a new ticket, as they began.
    var base: [TicketField: String]

    var focus = TicketField.title
    var touched: Set<TicketField> = []
    /// Rules that the service says are broken.
    var refused: [FieldViolation] = []
    /// Why it is not saved.
    var problem: String?
    var notice: Notice?
    /// What others made of the ticket since the form was opened.
    var meanwhile: Meanwhile?
    /// The comparison of both changes, while it covers the form.
    var merge: Merge?
    /// The number of the save under way.
    var saving: Int?
    var draftDueAt: Timestamp?

    /// A form for a new ticket.
    init(newIn tenant: Tenant, requestKey: String) {
        self.init(
            tenant, .create(requestKey: requestKey),
            [.title: "", .description: "", .priority: "medium", .status: "open", .assignee: ""])
    }

    /// A form for a ticket.
    init(editing ticket: Ticket) {
        self.init(ticket.tenant, .edit(ticket), FormState.texts(of: ticket))
    }

    private init(_ tenant: Tenant, _ purpose: Purpose, _ base: [TicketField: String]) {
        self.tenant = tenant
        self.purpose = purpose
        self.base = base
        title = LineEditor(base[.title] ?? "")
        description = TextEditor(base[.description] ?? "")
        priority = Choice(Priority.allCases.map(\.rawValue), index: 0)
        status = Choice(Status.allCases.map(\.rawValue), index: 0)
        assignee = LineEditor(base[.assignee] ?? "")
        self[.priority] = base[.priority] ?? ""
        self[.status] = base[.status] ?? ""
        // As the fields hold them: an odd line end in a title is no change by the person.
        self.base = Dictionary(uniqueKeysWithValues: FormState.fields.map { ($0, self[$0]) })
    }

    /// The text of a field, and another one in its place.
    subscript(field: TicketField) -> String {
        get {
            switch field {
            case .title: title.text
            case .description: description.text
            case .priority: priority.options[priority.index]
            case .status: status.options[status.index]
            case .assignee: assignee.text
            case .createdBy: ""
            }
        }
        set {
            switch field {
            case .title: title = LineEditor(newValue)
            case .description: description = TextEditor(newValue)
            case .priority: priority.options.firstIndex(of: newValue).map { priority.choose($0) }
            case .status: status.options.firstIndex(of: newValue).map { status.choose($0) }
            case .assignee: assignee = LineEditor(newValue)
            case .createdBy: break
            }
        }
    }

    /// The fields that differ from what is saved.
    var changedFields: [TicketField] { FormState.fields.filter { self[$0] != base[$0] } }

    var isChanged: Bool { !changedFields.isEmpty }

    /// The texts of a ticket's fields.
    static func texts(of ticket: Ticket) -> [TicketField: String] {
        var texts: [TicketField: String] = [:]
        for field in fields { texts[field] = ticket[field] ?? "" }
        return texts
    }
}
