public import LogLines
public import Tickets

/// A store that lives and ends with the process.
///
/// It takes the same path as a log on disk does, and keeps what `Retention` says: all tickets, some
/// history.
public final class MemoryStore: TicketStore {
    /// How many changes wait at most for a relay that cannot reach JetStream; of more, the oldest are lost
    /// as events.
    static let tailCapacity = 100_000

    public let projection: Projection
    public let tail = LogTail(capacity: MemoryStore.tailCapacity)
    private let identity = TicketRecord.newCommandID()

    /// An empty store.
    ///
    /// - Parameter clock: tells the time; request keys expire by it.
    public init(
        retention: Retention = Retention(), clock: @escaping @Sendable () -> Timestamp = systemTime
    ) {
        projection = Projection(retention: retention, tail: tail, keepsHistory: true, clock: clock)
    }

    public var name: String { "memory" }

    public func append(_ record: TicketRecord) async throws(StoreError) -> UInt64 {
        try projection.append(record)
    }

    public func history(
        of id: TicketID, in tenant: Tenant, after revision: Int, atMost wanted: Int
    ) async throws(StoreError) -> HistoryPiece {
        let rest = projection.history(of: id, in: tenant).drop { $0.revision <= revision }
        let piece = rest.prefix(wanted)
        return HistoryPiece(Array(piece), next: piece.count < rest.count ? piece.last?.revision : nil)
    }

    public func latestChange(of id: TicketID, in tenant: Tenant) async throws(StoreError) -> TicketChange? {
        projection.entry(id, of: tenant)?.latest
    }

    public func checkReadable() throws(StoreError) {}
}

// The log begins and ends with the process: there is nothing to load, and nobody else reads it.
extension MemoryStore {
    public func run() async {}

    public func decided() async {}

    public func logID() throws(StoreError) -> String { identity }

    public func changes(
        after sequence: UInt64, atMost wanted: Int
    ) async throws(StoreError) -> [LoggedChange] {
        tail.kept(after: sequence, atMost: wanted)
    }

    public func relayMark() async throws(StoreError) -> RelayMark? { nil }

    public func note(_ mark: RelayMark) async {}
}
