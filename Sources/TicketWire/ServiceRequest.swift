public import Tickets

/// A request to the ticket service, whole and checked.
public struct ServiceRequest: Sendable, Hashable {
    /// What is asked for.
    public enum Operation: Sendable, Hashable {
        /// A new ticket. The same key again within ten minutes gives the first ticket back.
        case create(TicketDraft, requestKey: String?)
        case get(TicketID)
        case list(ListQuery)
        /// New values for a ticket, only if it still has that revision when one is given.
        case update(TicketID, TicketPatch, ifRevision: Int?)
        case delete(TicketID, ifRevision: Int?)
        /// Every revision of a ticket, oldest first; the cursor goes on where a reply ended early.
        case history(TicketID, cursor: String?)
        /// What happened to the tenant's tickets, oldest first.
        case events(EventQuery)
        case stats
        /// A deleted ticket comes back.
        case restore(TicketID)
        /// All tenants with their counts.
        case tenants

        /// The name of the action on the wire.
        public var action: ServiceAction {
            switch self {
            case .create: .create
            case .get: .get
            case .list: .list
            case .update: .update
            case .delete: .delete
            case .history: .history
            case .events: .events
            case .stats: .stats
            case .restore: .restore
            case .tenants: .tenants
            }
        }
    }

    /// The largest request that a service reads, in bytes.
    public static let maximumSize = 65_536

    /// Whose tickets the request is about.
    public var tenant: Tenant
    /// Who asks; stands in the history.
    public var actor: String?
    /// Stands in the logs and in the reply.
    public var requestID: String?
    /// The answer must know at least this much of the ticket log.
    public var minimumSequence: UInt64?
    public var operation: Operation

    public init(
        tenant: Tenant, actor: String? = nil, requestID: String? = nil, minimumSequence: UInt64? = nil,
        operation: Operation
    ) {
        self.tenant = tenant
        self.actor = actor
        self.requestID = requestID
        self.minimumSequence = minimumSequence
        self.operation = operation
    }
}
