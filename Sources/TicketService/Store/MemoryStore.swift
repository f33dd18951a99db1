public import Tickets

/// A store that lives and ends with the process.
///
/// It takes the same path as a log on disk does, and keeps what `Retention` says: all tickets, some
/// history.
public final class MemoryStore: TicketStore {
    public let projection: Projection

    /// An empty store.
    ///
    /// - Parameter clock: tells the time; request keys expire by it.
    public init(
        retention: Retention = Retention(), clock: @escaping @Sendable () -> Timestamp = systemTime
    ) {
        projection = Projection(retention: retention, clock: clock)
    }

    public var name: String { "memory" }

    public func append(_ record: TicketRecord) async throws(StoreError) -> UInt64 {
        try projection.append(record)
    }

    public func history(of id: TicketID, in tenant: Tenant) async throws(StoreError) -> [TicketChange] {
        projection.entry(id, of: tenant)?.changes ?? []
    }

    public func latestChange(of id: TicketID, in tenant: Tenant) async throws(StoreError) -> TicketChange? {
        projection.entry(id, of: tenant)?.latest
    }

    public func checkReadable() throws(StoreError) {}
}
