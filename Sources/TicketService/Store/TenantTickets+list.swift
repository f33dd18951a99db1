import JSON
import Tickets

extension TenantTickets {
    /// With fewer tickets, looking at each text is faster than an index.
    static let indexedCount = 2000
    /// Up to so many rows are sorted for a list when their order is not kept or they are few among many.
    private static let fewRows = 1000

    /// With more rows, what was found in ids is remembered.
    private static let manyIDs = 1000
    /// So many ids are looked at one by one before they are put with the others.
    private static let fewIDs = 1000

    /// What has to be made before a page can be given.
    enum Lack {
        case search
        case ids
        case order(SortField)
    }

    /// What has to be made before a page of the query can be given quickly.
    func lack(for query: ListQuery) -> Lack? {
        if facets.total > TenantTickets.indexedCount,
            !query.filter.words.isEmpty || !query.filter.excludedWords.isEmpty
        {
            guard let search, search.waitingCount == 0 else { return .search }
        }
        if rows.count > TenantTickets.manyIDs, rows.count - idPlanes.count > TenantTickets.fewIDs,
            (query.filter.words + query.filter.excludedWords).contains(where: TicketIDPart.isPossible)
        {
            return .ids
        }
        let isKept = orders[query.sort.field] != nil || facets.total <= TenantTickets.fewRows
        return isKept ? nil : .order(query.sort.field)
    }

    /// Puts more texts into the search index.
    mutating func extendSearch(atMost count: Int) {
        if search == nil { search = TextSearch(facets.alive) }
        search?.catchUp(rows, atMost: count)
    }

    /// Gets more ids ready to be looked through.
    mutating func extendIDs(atMost count: Int) { idPlanes.catchUp(rows, atMost: count) }

    /// A page of the list; `nil` when something has to be made before.
    mutating func page(
        _ query: ListQuery, of tenant: Tenant, size: Int, to writer: inout JSONWriter
    ) throws(CursorError) -> ListPage? {
        if lack(for: query) != nil { return nil }
        var cursor: ListCursor?
        if case .cursor(let text) = query.start { cursor = try ListCursor(text, for: query, of: tenant) }
        let list = listedRows(query)
        let (rank, skipped) = list.start(query.start, cursor)
        var page = PageWriter(rows: rows, limit: query.limit, size: size, to: &writer)
        list.visit(from: rank, skipping: skipped) { page.add($0, to: &writer) }
        writer.endArray()
        let offset = list.offset(rank: rank, skipping: skipped)
        let hasMore = offset + page.count < list.total
        let next = hasMore ? page.last.map { ListCursor(after: rows[$0], of: query, tenant).text } : nil
        return ListPage(count: page.count, total: list.total, offset: offset, nextCursor: next)
    }

    private mutating func listedRows(_ query: ListQuery) -> ListedRows {
        let comparison = RowComparison(rows: rows, field: query.sort.field)
        let isReversed = query.sort.order == .descending
        let kept = orders[query.sort.field]
        if query.filter == .all, let kept {
            return ListedRows(order: kept, shown: nil, comparison: comparison, isReversed: isReversed)
        }
        let shown = self.rows(matching: query.filter)
        let count = shown.count
        if let kept, count > TenantTickets.fewRows || count * 8 > facets.total {
            return ListedRows(order: kept, shown: shown, comparison: comparison, isReversed: isReversed)
        }
        var few: [UInt32] = []
        few.reserveCapacity(count)
        shown.forEach { few.append(UInt32($0)) }
        few.sort { comparison.precedes($0, $1) }
        return ListedRows(
            order: RowOrder(sorted: few), shown: nil, comparison: comparison, isReversed: isReversed)
    }

    /// The rows that a filter shows.
    private mutating func rows(matching filter: TicketFilter) -> Bitmap {
        var shown = facets.rows(filter)
        for word in Set(filter.words.map { $0.lowercased() }) {
            shown = rows(with: Array(word.utf8), among: shown)
        }
        for word in filter.excludedWords {
            let hidden = rows(with: Array(word.lowercased().utf8), among: shown)
            shown.subtract(hidden)
        }
        return shown
    }

    private mutating func rows(with word: [UInt8], among candidates: Bitmap) -> Bitmap {
        guard !word.isEmpty else { return candidates }
        var found: Bitmap
        let isIndexed = search?.waitingCount == 0
        if isIndexed, let indexed = search?.rows(with: word, among: candidates, rows) {
            found = indexed
        } else {
            found = TextSearch.scan(for: word, among: candidates, rows)
        }
        guard let part = TicketIDPart(word) else { return found }
        guard rows.count > TenantTickets.manyIDs else {
            found.formUnion(part.rows(among: candidates.subtracting(found), rows))
            return found
        }
        var byID = self.rows(withIDPart: part, word)
        byID.formIntersection(candidates)
        found.formUnion(byID)
        return found
    }

    /// The rows, dead ones too, whose id holds a word.
    private mutating func rows(withIDPart part: TicketIDPart, _ word: [UInt8]) -> Bitmap {
        let known = rememberedIDs[word] ?? (idPlanes.rows(with: part), idPlanes.count)
        var found = known.texts
        for row in known.count..<rows.count where part.occurs(in: rows[row].id) { found.insert(row) }
        rememberedIDs.remember(found, of: rows.count, for: word)
        return found
    }
}
