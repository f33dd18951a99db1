public import Tickets

/// Everything the dashboard wants done outside of it. The runner does it and answers by a message.
public enum Effect: Sendable, Hashable {
    /// Ask for a page of the tenant's list; answered by `page` with the number.
    case loadPage(number: Int, tenant: Tenant, ListQuery)
    /// Ask how many tickets the tenant has by status and priority; answered by `counts` with the number.
    case loadCounts(number: Int, tenant: Tenant)
    /// Ask for a ticket as it stands now; answered by `ticket` with the number.
    case loadTicket(number: Int, tenant: Tenant, TicketID)
    /// Ask for a page of a ticket's revisions; answered by `history` with the number.
    case loadHistory(number: Int, tenant: Tenant, TicketID, cursor: String?)
    /// Ask for the tenants; answered by `tenants`.
    case loadTenants
    /// Follow the live changes of this tenant and no other.
    case follow(Tenant)
    /// Make a ticket; a repeated try uses the same key. Answered by `written`.
    case create(number: Int, tenant: Tenant, TicketDraft, requestKey: String)
    case update(number: Int, tenant: Tenant, TicketID, TicketPatch, ifRevision: Int?)
    case delete(number: Int, tenant: Tenant, TicketID, ifRevision: Int?)
    case restore(number: Int, tenant: Tenant, TicketID)
    /// Poll the servers, or stop polling them; answered by `cluster` and `advisories` again and again.
    case watchNodes(Bool)
    /// Follow the event stream from now on; answered by `events`, `eventFeed` and `eventTally` again and again:
    /// frame by frame while it is shown, else once a second at most.
    case followEvents(isShown: Bool)
    /// Ask the instances of all services how they are, or stop asking; answered by `services` again and again.
    case watchServices(Bool)
    /// End a node of the local cluster as a crash would; answered by `nodeChange`.
    case killNode(NodeStatus.ID)
    /// Start a node of the local cluster again; answered by `nodeChange`.
    case startNode(NodeStatus.ID)
    /// Read messages of the event stream; answered by `eventExcerpt` with the number.
    case readEvents(number: Int, EventPlace, limit: Int)
    /// Send `clock` at that time.
    case wake(at: Timestamp)
    /// Leave the screen to the person's editor with this text; answered by `edited`.
    case edit(text: String)
    /// Keep the form's text on disk so that nothing typed is lost.
    case saveDraft(SavedDraft)
    case discardDraft
    /// Remember the tenant for the next start.
    case rememberTenant(Tenant)
    /// Put text on the terminal's clipboard (OSC 52).
    case copy(String)
    case nextTheme
    /// Put on the theme of that name; answered by `themeChanged`.
    case setTheme(String)
    /// Keep all saved views for the next start; answered by `viewsNotSaved` when that fails.
    case saveViews([SavedView])
    /// Write tickets to a file; answered by `exported` again and again.
    case export(Export)
    /// Take the mouse, or leave it to the terminal; answered by `mouse`.
    case setMouse(Bool)
    case redraw
    case suspend
    case bell
    /// Show a notification of the desktop, where the terminal can do that (OSC 9).
    case notify(String)
    case quit
}

/// A form as it stood, in plain text, as it is kept on disk.
public struct SavedDraft: Sendable, Hashable {
    public var tenant: Tenant
    /// The ticket being edited; `nil` for a new one.
    public var ticket: TicketID?
    /// The revision that the editing began from.
    public var revision: Int?
    /// The field's name on the wire and its text.
    public var fields: [String: String]
    /// The texts that the editing began from; empty for a new ticket.
    public var base: [String: String]
    /// The key of a creation that may already have been sent.
    public var requestKey: String?

    public init(
        tenant: Tenant, ticket: TicketID?, revision: Int?, fields: [String: String],
        base: [String: String] = [:], requestKey: String? = nil
    ) {
        self.tenant = tenant
        self.ticket = ticket
        self.revision = revision
        self.fields = fields
        self.base = base
        self.requestKey = requestKey
    }
}
