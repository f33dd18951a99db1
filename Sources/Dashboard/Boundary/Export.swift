public import Tickets

/// The tickets of a list, all pages of it, to be written to a file.
public struct Export: Sendable, Hashable {
    public let tenant: Tenant
    public let filter: TicketFilter
    public let sort: TicketSort
    /// As it was typed: may begin with `~/`, may be relative.
    public let path: String
    public let form: ExportForm
    /// Whether a file that is there may be replaced.
    public var replaces: Bool

    public init(
        tenant: Tenant, filter: TicketFilter, sort: TicketSort, path: String, form: ExportForm,
        replaces: Bool = false
    ) {
        self.tenant = tenant
        self.filter = filter
        self.sort = sort
        self.path = path
        self.form = form
        self.replaces = replaces
    }
}

/// How an export goes.
public enum ExportStep: Sendable, Hashable {
    case written(count: Int, total: Int)
    case done(count: Int, path: String)
    /// There is such a file, and it may not be replaced; nothing was written.
    case exists
    case failed(problem: String)
}
