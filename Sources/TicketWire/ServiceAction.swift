/// What a service can be asked to do, by its name on the wire.
public enum ServiceAction: String, Sendable, Hashable, CaseIterable {
    case create, get, list, update, delete, history, events, stats, restore, tenants

    /// Whether the action can change a ticket.
    public var isWrite: Bool {
        switch self {
        case .create, .update, .delete, .restore: true
        case .get, .list, .history, .events, .stats, .tenants: false
        }
    }
}
