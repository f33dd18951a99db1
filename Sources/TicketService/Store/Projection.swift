import Synchronization
public import Tickets

/// The tickets of all tenants as the log has them so far.
///
/// Reads and writes take one lock for as long as the answer takes; whoever follows gets the changes in
/// the order of the log.
public final class Projection: Sendable {
    struct State {
        var tenants: [Tenant: TenantTickets] = [:]
        var sequence: UInt64 = 0
        var followers: [ChangeBacklog] = []
    }

    let state = Mutex(State())
    private let gate = SequenceGate()
    private let retention: Retention
    private let clock: @Sendable () -> Timestamp
    private let tail: LogTail?
    private let keepsHistory: Bool

    /// No tickets yet.
    ///
    /// - Parameters:
    ///   - tail: gets each change that `append` accepts.
    ///   - keepsHistory: whether past revisions are kept, because no log does.
    public init(
        retention: Retention = Retention(), tail: LogTail? = nil, keepsHistory: Bool = false,
        clock: @escaping @Sendable () -> Timestamp
    ) {
        self.keepsHistory = keepsHistory
        self.retention = retention
        self.tail = tail
        self.clock = clock
    }

    /// The sequence of the last change known.
    public var sequence: UInt64 { state.withLock { $0.sequence } }

    /// Takes a record as the next one of the log, if its revision is the next one of its ticket.
    ///
    /// - Returns: its sequence.
    /// - Throws: `StoreError.conflict` or `repeated`; nothing was changed then.
    public func append(_ record: TicketRecord) throws(StoreError) -> UInt64 {
        let now = clock()
        let (sequence, wake) = try state.withLock { (state) throws(StoreError) in
            let ticket = record.change.ticket
            let latest = state.tenants[ticket.tenant]?.row(ticket.id)
            if let key = record.requestKey,
                let first = state.tenants[ticket.tenant]?.ticket(ofRequestKey: key, at: now)
            {
                throw .repeated(first)
            }
            guard record.change.revision == Int(latest?.revision ?? 0) + 1 else {
                throw .conflict(latest?.latest)
            }
            state.tenants[ticket.tenant, default: TenantTickets(keepsHistory: keepsHistory)]
                .apply(record, at: now, retention)
            state.sequence += 1
            let logged = LoggedChange(sequence: state.sequence, record)
            let wake = tail?.append(logged)
            for follower in state.followers { follower.append(logged) }
            return (state.sequence, wake)
        }
        gate.open(upTo: sequence)
        wake?()
        return sequence
    }

    /// Takes a record that the log accepted.
    ///
    /// A revision that is known already is ignored, so that a write of one's own can be taken at once and
    /// come again with the log. Earlier changes of other tickets may still be missing, and earlier ones of
    /// this ticket: its latest state counts.
    public func apply(_ record: TicketRecord, sequence: UInt64) {
        let now = clock()
        state.withLock { state in
            let tenant = record.change.ticket.tenant
            state.tenants[tenant, default: TenantTickets(keepsHistory: keepsHistory)]
                .merge(record, at: now, retention)
        }
    }

    /// Everything up to this sequence of the log is known: what `sequence` and `reaches` are about.
    public func advance(to sequence: UInt64) {
        state.withLock { $0.sequence = max($0.sequence, sequence) }
        gate.open(upTo: sequence)
    }

    /// Forgets everything: the log is another one.
    public func reset() {
        state.withLock { state in
            state.tenants = [:]
            state.sequence = 0
        }
        gate.close()
    }

    /// Every change accepted from now on, in the order of the log.
    ///
    /// - Parameter limit: how many may wait; of more, the oldest are dropped and counted.
    public func follow(limit: Int) -> ChangeBacklog {
        let backlog = ChangeBacklog(limit: limit)
        state.withLock { $0.followers.append(backlog) }
        return backlog
    }

    /// Waits until a change of that sequence is known.
    ///
    /// - Returns: whether it came in time.
    public func reaches(_ sequence: UInt64, within limit: Duration) async -> Bool {
        if self.sequence >= sequence { return true }
        return await gate.wait(for: sequence, within: limit)
    }
}

extension Projection {
    /// A ticket as it is now, also a deleted one; `nil` when there never was one.
    func entry(_ id: TicketID, of tenant: Tenant) -> TicketRow? {
        state.withLock { $0.tenants[tenant]?.row(id) }
    }

    /// The revisions of a ticket that are kept, oldest first.
    func history(of id: TicketID, in tenant: Tenant) -> [TicketChange] {
        state.withLock { $0.tenants[tenant]?.history(of: id) ?? [] }
    }

    /// The ticket that a creation with this key made, if the key is still known.
    func ticket(ofRequestKey key: String, of tenant: Tenant) -> TicketID? {
        let now = clock()
        return state.withLock { $0.tenants[tenant]?.ticket(ofRequestKey: key, at: now) }
    }

    /// How many tickets a tenant has.
    func counts(of tenant: Tenant) -> TicketCounts {
        state.withLock { $0.tenants[tenant]?.counts ?? TicketCounts() }
    }

    /// The tenants that have tickets or had some, by name.
    func tenants() -> [TenantCounts] {
        state.withLock { state in
            state.tenants.map { TenantCounts(tenant: $0.key, counts: $0.value.counts) }
        }.sorted { $0.tenant < $1.tenant }
    }

    /// How many tickets there are of all tenants.
    public var ticketCount: Int {
        state.withLock { $0.tenants.values.reduce(0) { $0 + $1.counts.total } }
    }
}
