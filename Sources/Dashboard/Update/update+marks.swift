import Screen
import Tickets

extension DashboardState {
    /// Marks the ticket under the cursor, or takes its mark away, and goes on to the next one.
    mutating func toggleMark() {
        guard let ticket = tickets.selected else {
            let isEmpty = tickets.list.count == 0
            return say(.info, isEmpty ? "no ticket is chosen" : "this row is not read yet")
        }
        if tickets.marks.contains(ticket.id) {
            tickets.marks.remove(ticket.id)
        } else {
            tickets.marks.add(ticket)
            guard tickets.marks.contains(ticket.id) else { return say(.warning, Marks.fullWords) }
        }
        move(.down)
    }

    /// Marks all tickets that the filter shows, also those that are not loaded; takes their marks away
    /// when all of them are marked.
    mutating func toggleAllMarks() {
        guard tickets.marking == nil else { return say(.info, "still marking; Esc stops") }
        let list = tickets.list
        guard list.count > 0 else { return say(.info, "there is no ticket to mark") }
        if areAllMarked {
            let count = tickets.marks.shown.count
            tickets.marks.removeShown()
            return say(.info, "took \(count) mark\(count == 1 ? "" : "s") away")
        }
        guard list.isComplete, tickets.filterDueAt == nil else { return beginMarking() }
        for id in list.rows { if let ticket = list.tickets[id] { tickets.marks.add(ticket) } }
        sayMarked()
    }

    private var areAllMarked: Bool {
        let (list, marks) = (tickets.list, tickets.marks)
        if list.isComplete { return list.rows.allSatisfy(marks.contains) }
        return !marks.shown.isEmpty && (marks.isFull || marks.shown.count >= list.count)
    }

    /// Says how many are marked, and of how many when not all could be.
    mutating func sayMarked(of total: Int? = nil) {
        let (shown, wanted) = (tickets.marks.shown.count, total ?? tickets.list.count)
        guard shown < wanted else {
            return say(.good, "marked \(shown) ticket\(shown == 1 ? "" : "s")")
        }
        let reason = tickets.marks.isFull ? Marks.fullWords : "so many are read at once"
        say(.warning, "marked \(shown) of \(wanted): \(reason)")
    }

    /// Follows the filter: what it hides is never hit, and what it no longer shows is not marked.
    mutating func followMarks() {
        tickets.marks.follow(tickets.list.filter)
        guard let marking = tickets.marking, marking.filter != tickets.list.filter else { return }
        tickets.marking = nil
        say(.info, "marking stopped: the filter is another one; \(tickets.marks.count) marked")
    }
}

extension Marks {
    static let fullWords = "no more than \(limit) tickets can be marked"
}
