import Tickets

extension DashboardState {
    mutating func receive(_ status: ConnectionStatus) {
        let (wasConnected, wasLost) = (isConnected, isLost)
        let wasSilent = Banner.isSilent(connection)
        connection = status
        guard isConnected, !wasConnected || (wasSilent && status.service == .answering) else { return }
        if tickets.failure != nil, tickets.load == nil { retry() }
        if wasLost { say(.good, "connected again") }
    }

    private var isLost: Bool {
        if case .lost = connection.link { true } else { false }
    }

    /// Shows another tenant's tickets.
    mutating func choose(_ chosen: Tenant) {
        overlay = nil
        guard chosen != tenant else { return }
        let sort = tickets.list.sort
        tenant = chosen
        tickets = TicketsState()
        tickets.list.sort = sort
        undo = nil
        ask(.follow(chosen))
        ask(.rememberTenant(chosen))
        reload(atLeast: 0)
    }

    mutating func show(_ kind: ViewKind) {
        guard kind != view else { return }
        view = kind
        let isWatching = kind == .cluster
        guard isWatching != cluster.isWatching else { return }
        cluster.isWatching = isWatching
        ask(.watchNodes(isWatching))
    }
}
