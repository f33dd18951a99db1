/// A ticket as it stands after its latest change.
public struct Ticket: Sendable, Hashable, Identifiable {
    /// Given by the service.
    public let id: TicketID
    /// Whose ticket it is.
    public let tenant: Tenant
    /// One line, 1 to 200 code points.
    public var title: String
    /// Several lines, at most 1000 code points; empty when there is none.
    public var description: String
    public var priority: Priority
    public var status: Status
    /// Who reported it.
    public let createdBy: String?
    /// Who works on it.
    public var assignee: String?
    public let createdAt: Timestamp
    public var updatedAt: Timestamp
    /// 1 on creation, one more with each change.
    public var revision: Int

    public init(
        id: TicketID, tenant: Tenant, title: String, description: String = "",
        priority: Priority = .medium, status: Status = .open, createdBy: String? = nil,
        assignee: String? = nil, createdAt: Timestamp, updatedAt: Timestamp, revision: Int = 1
    ) {
        self.id = id
        self.tenant = tenant
        self.title = title
        self.description = description
        self.priority = priority
        self.status = status
        self.createdBy = createdBy
        self.assignee = assignee
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.revision = revision
    }
}
