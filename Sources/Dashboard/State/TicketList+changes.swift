import Tickets

extension TicketList {
    /// Takes in a change that somebody made; what is older than what one has heard does nothing.
    mutating func apply(_ change: TicketChange) -> Outcome {
        let id = change.ticket.id
        let known = max(tickets[id]?.revision ?? 0, heard[id]?.revision ?? 0)
        guard change.revision > known else { return .nothing }
        heard[id] = Heard(revision: change.revision, ticket: change.leavesTicket ? change.ticket : nil)
        hidden[id] = nil
        let isShown = change.leavesTicket && filter.matches(change.ticket)
        count(change, isShown: isShown)
        guard let row = row(of: id) else {
            return isShown && covers(change.ticket) ? insert(change.ticket) : .nothing
        }
        guard isShown, isComplete || covers(change.ticket) else { return remove(row) }
        return replace(row, with: change.ticket)
    }

    private mutating func count(_ change: TicketChange, isShown: Bool) {
        var wasShown = tickets[change.ticket.id] != nil
        if !wasShown {
            switch change.action {
            case .create, .restore: wasShown = false
            case .delete: wasShown = filter.matches(change.ticket)
            case .update: wasShown = filter.matches(change.before)
            }
        }
        total = max(0, total + (isShown ? 1 : 0) - (wasShown ? 1 : 0))
    }

    private mutating func insert(_ ticket: Ticket) -> Outcome {
        let row = place(of: ticket)
        rows.insert(ticket.id, at: row)
        tickets[ticket.id] = ticket
        return .inserted(row)
    }

    private mutating func remove(_ row: Int) -> Outcome {
        tickets[rows.remove(at: row)] = nil
        return .removed(row)
    }

    private mutating func replace(_ row: Int, with ticket: Ticket) -> Outcome {
        let above = row > 0 ? tickets[rows[row - 1]] : nil
        let below = row + 1 < rows.count ? tickets[rows[row + 1]] : nil
        let stays =
            (above.map { sort.areInOrder($0, ticket) } ?? true)
            && (below.map { sort.areInOrder(ticket, $0) } ?? true)
        if stays {
            tickets[ticket.id] = ticket
            return .updated(row)
        }
        _ = remove(row)
        guard case .inserted(let target) = insert(ticket) else { return .removed(row) }
        return .moved(from: row, to: target)
    }
}

extension TicketChange {
    /// The ticket before an update, as far as the change tells.
    var before: Ticket {
        var ticket = ticket
        for change in changes {
            switch change.field {
            case .title: ticket.title = change.from ?? ""
            case .description: ticket.description = change.from ?? ""
            case .priority: ticket.priority = change.from.flatMap(Priority.init(rawValue:)) ?? ticket.priority
            case .status: ticket.status = change.from.flatMap(Status.init(rawValue:)) ?? ticket.status
            case .assignee: ticket.assignee = change.from
            case .createdBy: break
            }
        }
        return ticket
    }
}
