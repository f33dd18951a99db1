import Tickets

extension DashboardState {
    mutating func receive(_ status: ConnectionStatus) {
        let (wasConnected, wasLost) = (isConnected, isLost)
        let wasSilent = Banner.isSilent(connection)
        connection = status
        guard isConnected, !wasConnected || (wasSilent && status.service == .answering) else { return }
        if tickets.failure != nil, tickets.load == nil { retry() }
        if history?.failure != nil { loadHistory() }
        if draft != nil { readDraftTicket() }
        if seeksTenant { ask(.loadTenants) }
        if wasLost { say(.good, "connected again") }
    }

    private var isLost: Bool {
        if case .lost = connection.link { true } else { false }
    }

    /// Takes in which tenants there are; where nobody asked for one, the first by name is shown.
    mutating func receive(_ result: Result<[TenantCount], Failure>) {
        tenants = result
        guard seeksTenant, case .success(let counts) = result else { return }
        seeksTenant = false
        // Who has begun something meanwhile is left where they are.
        guard form == nil, overlay == nil, draft == nil else { return }
        if let first = counts.map(\.tenant).min(by: { $0.name < $1.name }) { follow(first) }
    }

    /// Shows the tenant that a person chose, now and at the next start.
    mutating func choose(_ chosen: Tenant) {
        overlay = nil
        seeksTenant = false
        guard chosen != tenant else { return }
        follow(chosen)
        ask(.rememberTenant(chosen))
    }

    /// Shows a tenant where one is: among the events, its events too.
    mutating func pick(_ chosen: Tenant) {
        choose(chosen)
        if view == .events { filterEvents(by: chosen) }
    }

    private mutating func follow(_ chosen: Tenant) {
        guard chosen != tenant else { return }
        let sort = tickets.list.sort
        tenant = chosen
        let counts = tickets.counts.number
        tickets = TicketsState()
        tickets.list.sort = sort
        tickets.counts.number = counts
        history = nil
        ask(.follow(chosen))
        reload(atLeast: 0)
        loadCounts()
    }

    mutating func show(_ kind: ViewKind) {
        history = nil
        alerts.isOpen = false
        guard kind != view else { return }
        let wasShown = view == .events
        view = kind
        events.origin = nil
        if (kind == .events) != wasShown {
            ask(.followEvents(isShown: !wasShown))
        }
        watchServices(kind == .service)
        let isWatching = kind == .cluster
        guard isWatching != cluster.isWatching else { return }
        cluster.isWatching = isWatching
        ask(.watchNodes(isWatching))
    }
}
