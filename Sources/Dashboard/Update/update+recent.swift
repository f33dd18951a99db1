import Tickets

extension DashboardState {
    /// How long the cursor rests before a ticket's history is asked for.
    private static let rest = Duration.milliseconds(300)

    /// Whether the detail of the ticket under the cursor is on the screen.
    private var showsDetail: Bool {
        view == .tickets && form == nil && history == nil
            && (tickets.isDetailOpen || DashboardLayout(self).isSplit)
    }

    /// Waits for the cursor to rest on another ticket before its last changes are read.
    mutating func followSelection() {
        guard showsDetail, let ticket = tickets.selected else { return tickets.recent = nil }
        guard tickets.recent?.id != ticket.id else { return }
        tickets.recent = RecentChanges(id: ticket.id, dueAt: now.advanced(by: DashboardState.rest))
    }

    /// Reads the history of the ticket that the cursor rests on.
    mutating func loadRecent() {
        tickets.recent?.dueAt = nil
        guard isConnected, let ticket = tickets.selected, tickets.recent?.id == ticket.id else { return }
        var history = HistoryState(ticket)
        let number = nextNumber()
        history.begin(number)
        tickets.recent?.history = history
        ask(.loadHistory(number: number, tenant: ticket.tenant, ticket.id, cursor: nil))
    }

    mutating func receiveRecent(_ number: Int, _ result: Result<HistoryPage, Failure>) {
        guard let history = tickets.recent?.history, history.load == number else { return }
        switch result {
        case .failure(let failure): tickets.recent?.history?.fail(failure)
        case .success(let page):
            tickets.recent?.history?.take(page)
            guard let cursor = page.nextCursor else { return }
            let next = nextNumber()
            tickets.recent?.history?.load = next
            ask(.loadHistory(number: next, tenant: history.tenant, history.id, cursor: cursor))
        }
    }

    /// Takes a change of the shown ticket in; where some are missing, its history is read again.
    mutating func extendRecent(_ change: TicketChange) {
        guard tickets.recent?.id == change.ticket.id, var history = tickets.recent?.history else { return }
        if history.hear(change) == nil {
            let due = tickets.recent?.dueAt ?? now.advanced(by: DashboardState.rest)
            tickets.recent?.dueAt = due
        } else {
            tickets.recent?.history = history
        }
    }
}
