import JSON
import Synchronization
import Tickets

// Lists. Nobody holds the tickets for longer than a page takes: what a page needs besides is made in steps,
// or on the side.
extension Projection {
    /// With more tickets than these, making an order or an index takes so long that nobody should wait for it
    /// on a thread that others need.
    private static let quickCount = 20_000
    /// How many texts are put into a search index at a time.
    private static let textsAtATime = 128
    /// How many ids are made ready for a search at a time.
    private static let idsAtATime = 16_384
    /// With more tickets, somebody who asks for an order that was not made would notice it.
    private static let slowCount = 50_000

    /// A page of a tenant's list.
    ///
    /// - Parameters:
    ///   - size: how many bytes the tickets may take in all; one ticket is always given.
    ///   - writer: gets the tickets as one JSON array.
    /// - Throws: `CursorError` when the query's cursor belongs to another query.
    func page(
        _ query: ListQuery, of tenant: Tenant, size: Int, to writer: inout JSONWriter
    ) throws(CursorError) -> ListPage {
        while true {
            let page = try state.withLock { (state) throws(CursorError) -> ListPage? in
                guard state.tenants[tenant] != nil else {
                    var nobody = TenantTickets(keepsHistory: false)
                    return try nobody.page(query, of: tenant, size: size, to: &writer)
                }
                return try state.tenants[tenant]?.page(query, of: tenant, size: size, to: &writer)
            }
            if let page { return page }
            prepare(query, of: tenant)
        }
    }

    /// Whether a page can be given soon enough for a thread that others need.
    func isQuick(_ query: ListQuery, of tenant: Tenant) -> Bool {
        state.withLock { state in
            guard let tickets = state.tenants[tenant] else { return true }
            return tickets.facets.total <= Projection.quickCount || tickets.lack(for: query) == nil
        }
    }

    /// Makes what a page of the query needs; it may take a while with many tickets.
    func prepare(_ query: ListQuery, of tenant: Tenant) {
        while let lack = state.withLock({ $0.tenants[tenant]?.lack(for: query) }) {
            switch lack {
            case .search:
                state.withLock { $0.tenants[tenant]?.extendSearch(atMost: Projection.textsAtATime) }
            case .ids:
                state.withLock { $0.tenants[tenant]?.extendIDs(atMost: Projection.idsAtATime) }
            case .order(let field):
                let making = state.withLock { $0.tenants[tenant]?.beginOrder(by: field) }
                guard let making else { return }
                let sorted = making.sorted()
                state.withLock { $0.tenants[tenant]?.finishOrder(making, sorted) }
            }
        }
    }

    /// Makes every order of the tenants that have many tickets, so that nobody waits for one; stops between
    /// two of them when the task is cancelled.
    public func prepareOrders() {
        let tenants = state.withLock { state in
            state.tenants.filter { $0.value.facets.total > Projection.slowCount }.map(\.key)
        }
        for tenant in tenants {
            for field in SortField.allCases where !Task.isCancelled {
                prepare(ListQuery(sort: TicketSort(field: field)), of: tenant)
            }
        }
    }
}
