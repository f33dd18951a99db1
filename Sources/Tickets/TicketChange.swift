/// What kind of change a revision is.
public enum TicketAction: String, Sendable, Hashable, CaseIterable {
    case create, update, delete, restore
}

/// One accepted change: the state after it, and who made it when.
public struct TicketChange: Sendable, Hashable {
    public let action: TicketAction
    /// The ticket after the change; for a delete, as it last was.
    public let ticket: Ticket
    /// The revision that this change is; for a delete one more than the ticket's.
    public let revision: Int
    public let actor: String?
    public let at: Timestamp
    /// What an update changed; empty for the other actions.
    public let changes: [FieldChange]

    public init(
        action: TicketAction, ticket: Ticket, revision: Int, actor: String?, at: Timestamp,
        changes: [FieldChange] = []
    ) {
        self.action = action
        self.ticket = ticket
        self.revision = revision
        self.actor = actor
        self.at = at
        self.changes = changes
    }

    /// Whether the ticket is there after the change.
    public var leavesTicket: Bool { action != .delete }
}
