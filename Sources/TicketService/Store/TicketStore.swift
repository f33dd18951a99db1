public import Tickets

/// Where the tickets are kept: a log of changes, and the projection that is made of it.
///
/// A change is accepted by appending its record, and only if its revision is the next one of its
/// ticket; whoever comes second gets a conflict. Everything that can be asked is answered from the
/// projection, which knows every change that was acknowledged to this process.
public protocol TicketStore: Sendable {
    /// The store's name in statistics, such as `memory`.
    var name: String { get }

    /// The tickets as the log has them so far.
    var projection: Projection { get }

    /// The latest changes in the order of the log.
    var tail: LogTail { get }

    /// Keeps the projection up to date until the task is cancelled.
    func run() async

    /// Waits until requests can be answered, or until it is clear that they cannot be just now.
    func decided() async

    /// Appends a record; returning means that it is kept.
    ///
    /// - Returns: the record's sequence in the log.
    /// - Throws: `StoreError`; with `conflict`, `repeated` and `unavailable` nothing was changed.
    func append(_ record: TicketRecord) async throws(StoreError) -> UInt64

    /// A ticket's changes behind a revision; none when there never was such a ticket.
    ///
    /// - Parameter wanted: how many at most; there may be fewer though more come behind them.
    /// - Throws: `StoreError.unavailable` when the log cannot be read just now.
    func history(
        of id: TicketID, in tenant: Tenant, after revision: Int, atMost wanted: Int
    ) async throws(StoreError) -> HistoryPiece

    /// A ticket's latest change as the log has it, also when the projection does not know it yet; `nil`
    /// when there never was such a ticket.
    ///
    /// - Throws: `StoreError.unavailable` when the log cannot be read just now.
    func latestChange(of id: TicketID, in tenant: Tenant) async throws(StoreError) -> TicketChange?

    /// - Throws: `StoreError.unavailable` while the projection may lag behind without bounds.
    func checkReadable() throws(StoreError)

    /// The log's own id: another log begins to count anew.
    ///
    /// - Throws: `StoreError.unavailable` while it is not known.
    func logID() throws(StoreError) -> String

    /// Changes of the log behind a sequence, in its order: for those that the tail has no more.
    ///
    /// - Parameter wanted: how many at most.
    /// - Throws: `StoreError.unavailable` when the log cannot be read just now.
    func changes(after sequence: UInt64, atMost wanted: Int) async throws(StoreError) -> [LoggedChange]

    /// How far the relay was when it was last noted, also by another instance; `nil` when it never was.
    ///
    /// - Throws: `StoreError.unavailable` when the log cannot be read just now.
    func relayMark() async throws(StoreError) -> RelayMark?

    /// Notes how far the relay is. What cannot be noted now is noted the next time.
    func note(_ mark: RelayMark) async
}
