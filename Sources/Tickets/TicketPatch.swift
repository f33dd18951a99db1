/// New values for some fields of a ticket; `nil` leaves a field as it is.
public struct TicketPatch: Sendable, Hashable {
    public let title: String?
    public let description: String?
    public let priority: Priority?
    public let status: Status?
    /// Empty: nobody.
    public let assignee: String?

    /// - Throws: `FieldViolation` for the first value that breaks its rule.
    public init(
        title: String? = nil, description: String? = nil, priority: Priority? = nil,
        status: Status? = nil, assignee: String? = nil
    ) throws(FieldViolation) {
        if let title { self.title = try TicketRules.title(title) } else { self.title = nil }
        if let description {
            self.description = try TicketRules.description(description)
        } else {
            self.description = nil
        }
        self.priority = priority
        self.status = status
        if let assignee {
            self.assignee = try TicketRules.name(assignee, field: "assignee") ?? ""
        } else {
            self.assignee = nil
        }
    }

    /// The ticket with the new values, one revision on; `nil` when nothing differs.
    ///
    /// `updatedAt` never goes back, whatever the clock says.
    public func applied(to ticket: Ticket, at time: Timestamp) -> Ticket? {
        var changed = ticket
        changed.title = title ?? ticket.title
        changed.description = description ?? ticket.description
        changed.priority = priority ?? ticket.priority
        changed.status = status ?? ticket.status
        if let assignee { changed.assignee = assignee.isEmpty ? nil : assignee }
        guard !ticket.changes(to: changed).isEmpty else { return nil }
        changed.updatedAt = max(time, ticket.updatedAt)
        changed.revision += 1
        return changed
    }
}
