import Tickets

/// The tickets of one tenant, deleted ones among them, and the order of their creation.
struct TenantTickets: Sendable {
    /// A ticket's place in the order of creation.
    struct Place: Sendable, Comparable {
        let createdAt: Timestamp
        let id: TicketID

        init(_ ticket: Ticket) {
            createdAt = ticket.createdAt
            id = ticket.id
        }

        static func < (left: Place, right: Place) -> Bool {
            (left.createdAt, left.id) < (right.createdAt, right.id)
        }
    }

    private(set) var counts = TicketCounts()
    /// The tickets that are there, by creation.
    private(set) var places: [Place] = []
    private var entries: [TicketID: TicketEntry] = [:]
    /// The tickets that are not there any more, by deletion; restored ones may still stand here.
    private var deletions: [(id: TicketID, revision: Int)] = []
    private var requestKeys = RequestKeys()

    /// A ticket with its past, also a deleted one.
    func entry(_ id: TicketID) -> TicketEntry? { entries[id] }

    /// The ticket that a creation with this key made.
    func ticket(ofRequestKey key: String, at time: Timestamp) -> TicketID? {
        requestKeys.ticket(of: key, at: time)
    }

    /// Takes the next change of a ticket.
    mutating func apply(_ record: TicketRecord, at time: Timestamp, _ retention: Retention) {
        take(record.change, retention)
        if let key = record.requestKey {
            requestKeys.add(
                key, for: record.change.ticket.id, until: time.advanced(by: retention.requestKeys))
        }
        requestKeys.forget(before: time)
    }

    private mutating func take(_ change: TicketChange, _ retention: Retention) {
        let before = entries[change.ticket.id]?.ticket
        if entries[change.ticket.id] == nil {
            entries[change.ticket.id] = TicketEntry(change)
        } else {
            entries[change.ticket.id]?.apply(change, keeping: retention.revisionsPerTicket)
        }
        move(from: before, to: change.leavesTicket ? change.ticket : nil)
        if !change.leavesTicket { rememberDeletion(change, retention) }
    }

    /// Takes a change that the log accepted, if it is newer than what is known.
    mutating func merge(_ record: TicketRecord, at time: Timestamp, _ retention: Retention) {
        if record.change.revision > entries[record.change.ticket.id]?.latest.revision ?? 0 {
            take(record.change, retention)
        }
        if let key = record.requestKey {
            let expiry = record.change.at.advanced(by: retention.requestKeys)
            if expiry > time { requestKeys.add(key, for: record.change.ticket.id, until: expiry) }
        }
        requestKeys.forget(before: time)
    }

    private mutating func move(from before: Ticket?, to after: Ticket?) {
        if let before { counts.remove(before) }
        if let after { counts.add(after) }
        switch (before, after) {
        case (nil, let after?): places.insert(Place(after), at: index(of: Place(after)))
        case (let before?, nil): places.remove(at: index(of: Place(before)))
        default: break
        }
    }

    /// Where a place is or would be.
    private func index(of place: Place) -> Int {
        if let last = places.last, last < place { return places.count }
        return places.partitioningIndex { $0 >= place }
    }

    private mutating func rememberDeletion(_ change: TicketChange, _ retention: Retention) {
        deletions.append((change.ticket.id, change.revision))
        // Only now and then, so that the array is not shifted with each deletion.
        guard deletions.count > retention.deletedTicketsPerTenant * 5 / 4 + 8 else { return }
        deletions.removeAll { entries[$0.id]?.latest.revision != $0.revision }
        let surplus = max(0, deletions.count - retention.deletedTicketsPerTenant)
        for deletion in deletions.prefix(surplus) { entries[deletion.id] = nil }
        deletions.removeFirst(surplus)
    }
}
