public import Tickets

/// The subjects and streams of the contract.
public enum Subjects {
    /// Where requests of any tenant are sent; the tenant stands in the body.
    public static let service = "ticket.service"

    /// Every tenant's own request subject, as a subscription.
    public static let everyTenantsService = "ticket.service.*"

    /// The stream that keeps the events.
    public static let eventStream = "TICKET_EVENTS"

    /// What the event stream takes. Not `ticket.*`, which would swallow the requests.
    public static let eventStreamSubjects =
        ["ticket.create", "ticket.update", "ticket.delete", "notification.*", "audit.*"]

    /// A tenant's own request subject; what is sent there can only be about that tenant.
    public static func service(for tenant: Tenant) -> String { "\(service).\(tenant)" }

    /// The tenant of a tenant's own request subject; `nil` for any other subject, also for one whose
    /// last token cannot be a tenant.
    public static func tenant(ofService subject: String) -> Tenant? {
        guard subject.hasPrefix("\(service).") else { return nil }
        return Tenant(String(subject.dropFirst(service.count + 1)))
    }

    /// Where the event of a change is stored. A restored ticket is a created one to those who follow.
    public static func event(_ action: TicketAction) -> String {
        switch action {
        case .create, .restore: "ticket.create"
        case .update: "ticket.update"
        case .delete: "ticket.delete"
        }
    }

    /// Where the same event goes out live for one tenant.
    public static func tenantEvent(_ tenant: Tenant, _ action: TicketAction) -> String {
        "tenant." + tenant.name + ".events." + event(action)
    }

    /// All live events of one tenant, as a subscription.
    public static func tenantEvents(_ tenant: Tenant) -> String { "tenant.\(tenant).events.>" }
}
