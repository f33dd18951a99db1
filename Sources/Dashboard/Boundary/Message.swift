public import Screen
public import Tickets

/// Everything that can happen to the dashboard.
public enum Message: Sendable, Hashable {
    /// A key, a paste, a new size.
    case terminal(TerminalEvent)
    /// The time now: when a minute is over (ages), or when an effect `wake` asked for it.
    case clock(Timestamp)
    case connection(ConnectionStatus)
    /// The tenants with their numbers of tickets, by name.
    case tenants(Result<[TenantCount], Failure>)
    /// The answer to `Effect.loadPage` with the same number.
    case page(number: Int, Result<TicketPage, Failure>)
    /// The answer to `Effect.loadCounts` with the same number.
    case counts(number: Int, Result<TicketCounts, Failure>)
    /// The answer to `Effect.loadTicket` with the same number.
    case ticket(number: Int, Result<Ticket, Failure>)
    /// The answer to `Effect.loadHistory` with the same number.
    case history(number: Int, Result<HistoryPage, Failure>)
    /// A change of a ticket of the followed tenant, made by anybody. May arrive before or after the
    /// answer to one's own change, and again after a reconnect.
    case changed(TicketChange)
    /// The live feed of the tenant was interrupted or reopened: what is shown must be read again.
    case feedReset
    /// The answer to `create`, `update`, `delete` or `restore` with the same number.
    case written(number: Int, Result<WriteOutcome, Failure>)
    /// Messages of the event stream, in order; dropped: how many were left out before them.
    case events([EventRecord], dropped: Int)
    case eventFeed(EventFeed)
    /// What the alert rules found.
    case alerts(AlertBatch)
    case cluster(ClusterReport)
    /// What the servers told by themselves, in order.
    case advisories([Advisory])
    /// What came of `killNode` or `startNode`.
    case nodeChange(NodeChange)
    /// What came through the event stream since the last tally, shown or not.
    case eventTally(EventTally)
    /// The answer to `Effect.readEvents` with the same number.
    case eventExcerpt(number: Int, Result<EventExcerpt, Failure>)
    case services(ServiceReading)
    /// What the external editor left; `nil` when it failed, with the reason as `problem`.
    case edited(text: String?, problem: String?)
    /// The form that an earlier run left behind.
    case draftFound(SavedDraft)
    /// SIGTERM, SIGHUP: the program is about to end.
    case terminating
    /// A theme was put on, or could not be, with the reason.
    case themeChanged(name: String, problem: String?)
    /// The saved views could not be kept on disk.
    case viewsNotSaved(problem: String)
    case exported(ExportStep)
    /// Whether the mouse is the dashboard's now; when it was asked for and is not, the terminal has none.
    case mouse(isOn: Bool, wasAsked: Bool)
    /// The form could not be kept on disk; what was typed is on the screen only.
    case draftNotSaved(problem: String)
}

/// What a write did.
public enum WriteOutcome: Sendable, Hashable {
    case ticket(Ticket)
    case deleted(TicketID)
}

/// A tenant and how many tickets it has.
public struct TenantCount: Sendable, Hashable {
    public let tenant: Tenant
    public let tickets: Int
    public init(tenant: Tenant, tickets: Int) {
        self.tenant = tenant
        self.tickets = tickets
    }
}
