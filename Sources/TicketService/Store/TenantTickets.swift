import Tickets

/// The tickets of one tenant, deleted ones among them, each in a row, and what makes lists of them fast.
///
/// Rows are in the order in which the tickets became known; the row of a ticket that was forgotten is used
/// again.
struct TenantTickets: Sendable {
    private(set) var rows = ChunkedArray<TicketRow>()
    /// What is known of each row's past, when it is kept at all.
    private var pasts: ChunkedArray<TicketPast>?
    private var table = NumberTable()
    private var freeRows: [Int] = []
    private(set) var facets = TicketFacets()
    /// All that are there, in each order that was asked for so far.
    private(set) var orders: [SortField: RowOrder] = [.createdAt: RowOrder()]
    /// The rows that changed since an order began to be made, by the number of its making.
    private var unordered: [Int: [UInt32]] = [:]
    var search: TextSearch?
    /// The ids, once parts of them were looked for among many.
    var idPlanes = TicketIDPlanes()
    /// The rows whose ids hold a word, for words that were looked for among many.
    var rememberedIDs = RememberedTexts()
    /// The tickets that are not there any more, by deletion; restored ones may still stand here.
    private var deletions: [(id: TicketID, revision: UInt32)] = []
    private var requestKeys = RequestKeys()

    /// - Parameter keepsHistory: whether past revisions are kept.
    init(keepsHistory: Bool) {
        if keepsHistory { pasts = ChunkedArray() }
    }

    /// How many tickets are there.
    var counts: TicketCounts { facets.counts }

    /// A ticket as it is now, also a deleted one.
    func row(_ id: TicketID) -> TicketRow? { number(of: id).map { rows[$0] } }

    /// The revisions of a ticket that are kept, oldest first.
    func history(of id: TicketID) -> [TicketChange] {
        guard let pasts, let number = number(of: id) else { return [] }
        return pasts[number].changes(upTo: rows[number])
    }

    /// The ticket that a creation with this key made.
    func ticket(ofRequestKey key: String, at time: Timestamp) -> TicketID? {
        requestKeys.ticket(of: key, at: time)
    }

    /// Takes the next change of a ticket.
    mutating func apply(_ record: TicketRecord, at time: Timestamp, _ retention: Retention) {
        take(record, retention)
        if let key = record.requestKey {
            requestKeys.add(
                key, for: record.change.ticket.id, until: time.advanced(by: retention.requestKeys))
        }
        requestKeys.forget(before: time)
    }

    /// Takes a change that the log accepted, if it is newer than what is known.
    mutating func merge(_ record: TicketRecord, at time: Timestamp, _ retention: Retention) {
        if record.change.revision > Int(row(record.change.ticket.id)?.revision ?? 0) {
            take(record, retention)
        }
        if let key = record.requestKey {
            let expiry = record.change.at.advanced(by: retention.requestKeys)
            if expiry > time { requestKeys.add(key, for: record.change.ticket.id, until: expiry) }
        }
        requestKeys.forget(before: time)
    }
}

// How a change gets into the rows, and from there into everything that is made of them.
extension TenantTickets {
    private mutating func take(_ record: TicketRecord, _ retention: Retention) {
        let change = record.change
        let row = TicketRow(change, encodedTicket: record.encodedTicket)
        if let number = number(of: row.id) {
            if pasts != nil {
                let before = rows[number]
                pasts?.modify(number) { $0.add(change, after: before, atMost: retention.revisionsPerTicket) }
            }
            replace(number, with: row, assignee: change.ticket.assignee)
        } else {
            insert(row, change)
        }
        if !row.isAlive { rememberDeletion(row, retention) }
    }

    private mutating func insert(_ row: TicketRow, _ change: TicketChange) {
        let number: Int
        if let free = freeRows.popLast() {
            number = free
            // The row's id is another one now.
            rememberedIDs = RememberedTexts()
            idPlanes.replace(number, row.id)
            rows[number] = row
            pasts?[number] = TicketPast(change)
        } else {
            number = rows.count
            rows.append(row)
            pasts?.append(TicketPast(change))
        }
        let known = rows
        table.insert(number, row.id.hashValue) { known[$0].id.hashValue }
        noteUnordered(number)
        if row.isAlive { enter(number, row, change.ticket.assignee) }
    }

    private mutating func replace(_ number: Int, with row: TicketRow, assignee: String?) {
        let before = rows[number]
        let stays = before.isAlive && row.isAlive
        let moved = orders.keys.filter { !stays || !row.hasPlace(of: before, by: $0) }
        if before.isAlive {
            for field in moved { takeOut(number, of: field) }
            facets.remove(number, before)
        }
        rows[number] = row
        noteUnordered(number)
        if row.isAlive {
            facets.insert(number, row, assignee)
            for field in moved { putIn(number, to: field) }
        }
        updateSearch(number, before, row)
    }

    private mutating func updateSearch(_ number: Int, _ before: TicketRow, _ row: TicketRow) {
        guard search != nil else { return }
        switch (before.isAlive, row.isAlive) {
        case (true, true):
            if !TicketBody.haveSameTexts(before.body, row.body) { search?.changed(number, rows) }
        case (false, true): search?.changed(number, rows)
        case (true, false): search?.removed(number, rows)
        case (false, false): break
        }
    }

    private mutating func enter(_ number: Int, _ row: TicketRow, _ assignee: String?) {
        facets.insert(number, row, assignee)
        for field in orders.keys { putIn(number, to: field) }
        search?.changed(number, rows)
    }

    private mutating func putIn(_ number: Int, to field: SortField) {
        let comparison = RowComparison(rows: rows, field: field)
        orders[field]?.insert(UInt32(number)) { comparison.precedes($0, $1) }
    }

    private mutating func takeOut(_ number: Int, of field: SortField) {
        let comparison = RowComparison(rows: rows, field: field)
        orders[field]?.remove(UInt32(number)) { comparison.precedes($0, $1) }
    }

    private mutating func noteUnordered(_ number: Int) {
        guard !unordered.isEmpty else { return }
        for ordering in unordered.keys { unordered[ordering]?.append(UInt32(number)) }
    }

    private func number(of id: TicketID) -> Int? {
        table.number(id.hashValue) { rows[$0].id == id }
    }

    private mutating func rememberDeletion(_ row: TicketRow, _ retention: Retention) {
        deletions.append((row.id, row.revision))
        // Only now and then, so that the array is not shifted with each deletion.
        guard deletions.count > retention.deletedTicketsPerTenant * 5 / 4 + 8 else { return }
        deletions = deletions.filter { self.row($0.id)?.revision == $0.revision }
        let surplus = max(0, deletions.count - retention.deletedTicketsPerTenant)
        for deletion in deletions.prefix(surplus) { forget(deletion.id) }
        deletions.removeFirst(surplus)
    }

    private mutating func forget(_ id: TicketID) {
        guard let number = number(of: id) else { return }
        let known = rows
        table.remove(number, id.hashValue) { known[$0].id.hashValue }
        rows[number].forgetBody()
        pasts?.modify(number) { $0 = TicketPast() }
        freeRows.append(number)
    }
}

// Orders are made without holding the tenant's tickets: what changes meanwhile is put right at the end.
extension TenantTickets {
    /// Begins to make an order.
    mutating func beginOrder(by field: SortField) -> OrderMaking {
        // Not counted, so that it is none of another log's either.
        let number = Int.random(in: 0 ... .max)
        unordered[number] = []
        return OrderMaking(
            number: number, comparison: RowComparison(rows: rows, field: field), alive: facets.alive)
    }

    /// Takes an order that was made, unless there is one by now.
    mutating func finishOrder(_ making: OrderMaking, _ sorted: [UInt32]) {
        let field = making.comparison.field
        guard let changed = unordered.removeValue(forKey: making.number), orders[field] == nil else { return }
        var isChanged = Bitmap()
        for row in changed { isChanged.insert(Int(row)) }
        let unchanged = changed.isEmpty ? sorted : sorted.filter { !isChanged.contains(Int($0)) }
        orders[field] = RowOrder(sorted: unchanged)
        isChanged.formIntersection(facets.alive)
        isChanged.forEach { putIn($0, to: field) }
    }
}
