import Tickets

extension DashboardState {
    /// Says that a change was refused since somebody else was faster, and reads who it was.
    mutating func refuse(_ refusal: Refusal) {
        say(.warning, "\(refusal.outcome): \"\(refusal.ticket.title)\" was changed since")
        readOn(refusal, cursor: nil)
    }

    mutating func readOn(_ refusal: Refusal, cursor: String? = nil) {
        let number = nextNumber()
        refusals[number] = refusal
        let ticket = refusal.ticket
        ask(.loadHistory(number: number, tenant: ticket.tenant, ticket.id, cursor: cursor))
    }

    mutating func explain(_ refusal: Refusal, _ result: Result<HistoryPage, Failure>) {
        // Where the history cannot be read, what was said without it stands.
        guard case .success(let page) = result else { return }
        var refusal = refusal
        refusal.take(page.changes)
        if let cursor = page.nextCursor { return readOn(refusal, cursor: cursor) }
        guard let reason = refusal.reason else { return }
        if refusal.isOfBulk { return explainInBulk(refusal.ticket.id, reason) }
        say(.warning, "\(refusal.outcome): \(reason) since: \"\(refusal.ticket.title)\"")
    }
}
