/// What a new ticket shall hold; every value obeys the rules.
public struct TicketDraft: Sendable, Hashable {
    public let title: String
    public let description: String
    public let priority: Priority
    public let status: Status
    public let createdBy: String?
    public let assignee: String?

    /// - Throws: `FieldViolation` for the first value that breaks its rule.
    public init(
        title: String, description: String = "", priority: Priority = .medium, status: Status = .open,
        createdBy: String = "", assignee: String = ""
    ) throws(FieldViolation) {
        self.title = try TicketRules.title(title)
        self.description = try TicketRules.description(description)
        self.priority = priority
        self.status = status
        self.createdBy = try TicketRules.name(createdBy, field: "created_by")
        self.assignee = try TicketRules.name(assignee, field: "assignee")
    }

    /// The ticket that comes of the draft, at revision 1.
    public func ticket(id: TicketID, tenant: Tenant, at time: Timestamp) -> Ticket {
        Ticket(
            id: id, tenant: tenant, title: title, description: description, priority: priority,
            status: status, createdBy: createdBy, assignee: assignee, createdAt: time, updatedAt: time)
    }
}
