import Tickets

/// The request keys of one tenant's creations, each known until it expires.
struct RequestKeys: Sendable {
    private struct Use {
        let ticket: TicketID
        let expiry: Timestamp
    }

    private var uses: [String: Use] = [:]
    /// The keys by expiry; the first `forgotten` of them are not known any more.
    private var order: [String] = []
    private var forgotten = 0

    /// The ticket that was made with the key.
    func ticket(of key: String, at time: Timestamp) -> TicketID? {
        guard let use = uses[key], use.expiry > time else { return nil }
        return use.ticket
    }

    mutating func add(_ key: String, for ticket: TicketID, until expiry: Timestamp) {
        uses[key] = Use(ticket: ticket, expiry: expiry)
        order.append(key)
    }

    /// Drops what has expired.
    mutating func forget(before time: Timestamp) {
        while forgotten < order.count {
            let key = order[forgotten]
            if let use = uses[key] {
                if use.expiry > time { break }
                uses[key] = nil
            }
            forgotten += 1
        }
        if forgotten > 1024, forgotten * 2 > order.count {
            order.removeFirst(forgotten)
            forgotten = 0
        }
    }
}
