import Screen
import Tickets

extension DashboardState {
    mutating func performOnTickets(_ action: Action) {
        switch action {
        case .chooseTenant:
            overlay = .tenants(TenantChooser())
            return ask(.loadTenants)
        case .newTicket: return form = FormState(newIn: tenant, requestKey: random.requestKey())
        case .undo: return undoLastChange()
        case .sortNext: return sort(by: nextSortField, tickets.list.sort.order)
        case .sortReverse:
            let order = tickets.list.sort.order == .ascending ? SortOrder.descending : .ascending
            return sort(by: tickets.list.sort.field, order)
        case .reload: return retry()
        default: break
        }
        if performOnMarked(action) { return }
        guard let ticket = tickets.selected else { return say(.info, "no ticket is chosen") }
        perform(action, on: ticket)
    }

    private mutating func perform(_ action: Action, on ticket: Ticket) {
        switch action {
        case .editTicket: form = FormState(editing: ticket)
        case .deleteTicket: overlay = .question(Question(.delete(ticket)))
        case .setStatus: overlay = .picker(Picker(ticket: ticket, field: .status, index: ticket.status.rank))
        case .setPriority:
            overlay = .picker(Picker(ticket: ticket, field: .priority, index: ticket.priority.rank))
        case .setAssignee:
            overlay = .picker(Picker(ticket: ticket, field: .assignee(LineEditor(ticket.assignee ?? ""))))
        case .copyID:
            ask(.copy(ticket.id.description))
            say(.info, "copied \(ticket.id)")
        default: break
        }
    }

    private var nextSortField: SortField {
        let fields = SortField.allCases
        let index = fields.firstIndex(of: tickets.list.sort.field) ?? 0
        return fields[(index + 1) % fields.count]
    }

    /// Orders the list otherwise: at once when all of it is here, else the service does.
    mutating func sort(by field: SortField, _ order: SortOrder) {
        let sort = TicketSort(field: field, order: order)
        let isHere = tickets.list.isComplete && tickets.list.rows.count <= TicketsState.localLimit
        if isHere, tickets.load == nil {
            keepingCursor { $0.list.resort(sort) }
        } else {
            tickets.list.sort = sort
            tickets.list.clear()
            tickets.isLoaded = false
            tickets.failure = nil
            tickets.nextCursor = nil
            tickets.viewport = ListViewport()
            reload(atLeast: 0)
        }
    }
}
