/// How much of the past is kept in memory. Tickets themselves are always kept.
public struct Retention: Sendable, Hashable {
    /// The revisions kept of one ticket; of more, the oldest go.
    public var revisionsPerTicket: Int
    /// The deleted tickets kept of one tenant, for their history and to be restored; of more, those
    /// deleted first go.
    public var deletedTicketsPerTenant: Int
    /// How long a request key is known.
    public var requestKeys: Duration

    public init(
        revisionsPerTicket: Int = 1000, deletedTicketsPerTenant: Int = 10_000,
        requestKeys: Duration = .seconds(600)
    ) {
        self.revisionsPerTicket = revisionsPerTicket
        self.deletedTicketsPerTenant = deletedTicketsPerTenant
        self.requestKeys = requestKeys
    }
}
