/// A tenant with the counts of its tickets.
public struct TenantCounts: Sendable, Hashable {
    public let tenant: Tenant
    public let counts: TicketCounts

    public init(tenant: Tenant, counts: TicketCounts) {
        self.tenant = tenant
        self.counts = counts
    }
}
