import Tickets

extension TicketList {
    /// Takes in a change that somebody made; what is older than what one has heard does nothing.
    mutating func apply(_ change: TicketChange) -> Outcome {
        let id = change.ticket.id
        guard isNews(change) else { return .nothing }
        heard[id] = Heard(revision: change.revision, ticket: change.leavesTicket ? change.ticket : nil)
        hidden[id] = nil
        let isShown = change.leavesTicket && filter.matches(change.ticket)
        let target = isShown ? change.ticket : nil
        guard let index = index(of: id) else { return move(from: earlierZone(of: change), to: target) }
        return isShown ? replace(index, with: change.ticket) : remove(index)
    }

    /// Whether nothing as new is known of the ticket.
    func isNews(_ change: TicketChange) -> Bool {
        let id = change.ticket.id
        return change.revision > max(tickets[id]?.revision ?? 0, heard[id]?.revision ?? 0)
    }

    /// Where a ticket that is not loaded stood before a change; `nil` when the filter did not show it.
    private mutating func earlierZone(of change: TicketChange) -> Zone? {
        switch change.action {
        case .create, .restore: return nil
        case .delete: return filter.matches(change.ticket) ? zone(of: change.ticket) : nil
        case .update:
            let before = change.before
            guard filter.matches(before) else { return nil }
            guard sort.field == .updatedAt else { return zone(of: before) }
            // When it was changed before is not told.
            if above > 0, !isAtEnd { isDrifting = true }
            return above > 0 && isAtEnd ? .above : .below
        }
    }

    /// Lets a ticket that is not loaded go from a zone, and come in where it stands now.
    private mutating func move(from zone: Zone?, to ticket: Ticket?) -> Outcome {
        if let zone, let ticket, zone != .inside, self.zone(of: ticket) == zone { return .nothing }
        let origin = zone.flatMap { leave($0) }
        guard let target = ticket.map({ enter($0) }) else { return origin.map { .removed($0) } ?? .nothing }
        return origin.map { .moved(from: $0, to: target) } ?? .inserted(target)
    }

    /// Counts one ticket less in a zone. That none is left there, only a reading tells.
    private mutating func leave(_ zone: Zone) -> Int? {
        switch zone {
        case .above where above > 1:
            above -= 1
            return 0
        case .below where below > 1:
            below -= 1
            return count
        case .above where above == 1, .below where below == 1:
            isDrifting = true
            return nil
        case .above, .below, .inside: return nil
        }
    }

    /// Takes a ticket in; returns its row.
    private mutating func enter(_ ticket: Ticket) -> Int {
        switch zone(of: ticket) {
        case .above:
            above += 1
            return 0
        case .below:
            guard !isOpenEnded else { return count }
            below += 1
            return count - 1
        case .inside:
            let index = place(of: ticket)
            rows.insert(ticket.id, at: index)
            tickets[ticket.id] = ticket
            return above + index
        }
    }

    private mutating func remove(_ index: Int) -> Outcome {
        tickets[rows.remove(at: index)] = nil
        return .removed(above + index)
    }

    private mutating func replace(_ index: Int, with ticket: Ticket) -> Outcome {
        let before = index > 0 ? tickets[rows[index - 1]] : nil
        let behind = index + 1 < rows.count ? tickets[rows[index + 1]] : nil
        let staysBehind = before.map { sort.areInOrder($0, ticket) } ?? isAtPlace(ticket, above == 0, index)
        let staysBefore = behind.map { sort.areInOrder(ticket, $0) } ?? isAtPlace(ticket, isAtEnd, index)
        if staysBehind, staysBefore {
            tickets[ticket.id] = ticket
            return .updated(above + index)
        }
        let origin = above + index
        _ = remove(index)
        return .moved(from: origin, to: enter(ticket))
    }

    /// Whether a ticket at the edge of the loaded rows may stay there: at an end of the list always, else
    /// when it has not moved away from its row.
    private func isAtPlace(_ ticket: Ticket, _ isEndOfList: Bool, _ index: Int) -> Bool {
        guard !isEndOfList, let known = tickets[rows[index]] else { return true }
        return !sort.areInOrder(known, ticket) && !sort.areInOrder(ticket, known)
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
