import JSON
import Tickets

extension TenantTickets {
    /// A page of the list; see `Projection.page`.
    func page(_ query: ListQuery, of tenant: Tenant, size: Int) throws(CursorError) -> ListPage {
        let sorted = sortedTickets(query)
        let start: Int
        switch query.start {
        case .offset(let offset): start = min(offset, sorted.count)
        case .cursor(let text):
            let last = try ListCursor(text, for: query, of: tenant).ticket
            start = sorted.partitioningIndex {
                guard let ticket = entry($0.id)?.ticket else { return false }
                return query.sort.areInOrder(last, ticket)
            }
        }
        return page(of: sorted, from: start, query, tenant, size)
    }

    private func page(
        of sorted: SortedPlaces, from start: Int, _ query: ListQuery, _ tenant: Tenant, _ size: Int
    ) -> ListPage {
        var writer = JSONWriter(reserving: min(size, query.limit * 480))
        writer.beginArray()
        var position = start
        var last: Ticket?
        while position < sorted.count, position - start < query.limit {
            guard let entry = entry(sorted[position].id), let ticket = entry.ticket else { break }
            // One byte for the comma, one for the end.
            if position > start, writer.bytes.count + entry.encoded.count + 2 > size { break }
            writer.raw(entry.encoded)
            last = ticket
            position += 1
        }
        writer.endArray()
        let hasMore = position < sorted.count
        let cursor = hasMore ? last.map { ListCursor(after: $0, of: query, tenant).text } : nil
        return ListPage(
            tickets: writer.bytes, count: position - start, total: sorted.count, offset: start,
            nextCursor: cursor)
    }

    private func sortedTickets(_ query: ListQuery) -> SortedPlaces {
        let isDescending = query.sort.order == .descending
        if query.filter == .all, query.sort.field == .createdAt {
            return SortedPlaces(places: places, isReversed: isDescending)
        }
        let shown = places.compactMap { place in
            entry(place.id)?.ticket.flatMap { query.filter.matches($0) ? $0 : nil }
        }
        return SortedPlaces(places: query.sort.sorted(shown).map(Place.init), isReversed: false)
    }
}

/// Places in the order of a list, some of them kept the other way round.
private struct SortedPlaces: RandomAccessCollection {
    let places: [TenantTickets.Place]
    let isReversed: Bool

    var startIndex: Int { 0 }
    var endIndex: Int { places.count }
    subscript(position: Int) -> TenantTickets.Place {
        isReversed ? places[places.count - 1 - position] : places[position]
    }
}
