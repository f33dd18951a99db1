import Screen
import Tickets

extension DashboardState {
    /// Opens the history of the ticket that one is on, also of the ticket of an event.
    mutating func openHistory() {
        let ticket: Ticket? =
            switch view {
            case .tickets: tickets.selected
            case .events: events.current?.change?.ticket
            case .cluster, .service: nil
            }
        guard let ticket else { return say(.info, "no ticket is chosen") }
        history = HistoryState(ticket)
        loadHistory()
    }

    /// Reads the history that is open from its beginning.
    mutating func loadHistory() {
        guard let open = history else { return }
        let number = nextNumber()
        history?.begin(number)
        ask(.loadHistory(number: number, tenant: open.tenant, open.id, cursor: nil))
    }

    mutating func receiveHistory(_ number: Int, _ result: Result<HistoryPage, Failure>) {
        if let refusal = refusals.removeValue(forKey: number) { return explain(refusal, result) }
        guard let open = history, open.load == number else { return receiveRecent(number, result) }
        switch result {
        case .failure(let failure): history?.fail(failure)
        case .success(let page):
            history?.take(page)
            guard let cursor = page.nextCursor else { return }
            let next = nextNumber()
            history?.load = next
            ask(.loadHistory(number: next, tenant: open.tenant, open.id, cursor: cursor))
        }
    }

    /// Puts a change into the history that is open; the cursor stays on its revision.
    mutating func extendHistory(_ change: TicketChange, isOwn: Bool) {
        guard var open = history else { return }
        switch open.hear(change) {
        case nil: return loadHistory()
        case false?: break
        case true?:
            let height = HistoryLayout(self).rows.height
            open.viewport.inserted(at: 0, count: open.changes.count, height: height)
            if !isOwn { say(.info, "\(change.deed): revision \(change.revision) is new") }
        }
        history = open
    }

    mutating func moveInHistory(_ action: Action) {
        guard var open = history else { return }
        let layout = HistoryLayout(self)
        switch action {
        case .pageDown, .pageUp, .halfPageDown, .halfPageUp:
            return scroll(
                \.historyPane, action, count: layout.lines(self).count, layout.text.height)
        default:
            let before = open.viewport.cursor
            let (count, height) = (open.changes.count, layout.rows.height)
            let row = target(of: action, from: before, count: count, height: height)
            open.viewport.move(to: row, count: count, height: height)
            if open.viewport.cursor != before { open.pane = ScrollPane() }
        }
        history = open
    }

    /// The place in the text of the revision under the cursor.
    private var historyPane: ScrollPane {
        get { history?.pane ?? ScrollPane() }
        set { history?.pane = newValue }
    }

    /// Asks before the ticket gets the content of the revision under the cursor.
    mutating func askToRestore() {
        guard let open = history, let wanted = open.selected, let latest = open.latest else { return }
        guard wanted.leavesTicket else {
            return say(.info, "revision \(wanted.revision) is the delete; choose one before it")
        }
        if latest.leavesTicket, latest.ticket.changes(to: wanted.ticket).isEmpty {
            return say(.info, "the ticket stands as in revision \(wanted.revision)")
        }
        overlay = .question(Question(.restoreRevision(wanted, latest: latest)))
    }

    /// Gives the ticket the content of an earlier revision, as a new change.
    mutating func restore(_ wanted: TicketChange, over latest: TicketChange) {
        guard canWrite() else { return }
        if latest.leavesTicket { return revert(latest.ticket, to: wanted) }
        let number = nextNumber()
        pending[number] = .revival(wanted)
        ask(.restore(number: number, tenant: wanted.ticket.tenant, wanted.ticket.id))
    }

    private mutating func revert(_ current: Ticket, to wanted: TicketChange) {
        guard let patch = try? TicketPatch(from: current, to: wanted.ticket) else { return }
        let number = nextNumber()
        pending[number] = .revert(before: current, revision: wanted.revision)
        ask(
            .update(
                number: number, tenant: current.tenant, current.id, patch, ifRevision: current.revision))
    }

    mutating func reverted(_ before: Ticket, to revision: Int, as ticket: Ticket) {
        fold(ticket, action: .update, before: before)
        if ticket.revision > before.revision { undo.push(.updated(before: before, after: ticket)) }
        say(.good, "\"\(ticket.title)\" is as in revision \(revision) again; \(hint(.undo)) undoes it")
    }

    /// The deleted ticket is back; it gets the content of the wanted revision where that differs.
    mutating func revived(_ ticket: Ticket, for wanted: TicketChange) {
        fold(ticket, action: .restore, before: nil)
        undo.push(.created(ticket))
        if ticket.changes(to: wanted.ticket).isEmpty {
            return say(.good, "\"\(ticket.title)\" is back; \(hint(.undo)) undoes it")
        }
        revert(ticket, to: wanted)
    }
}
