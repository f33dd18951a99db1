import Screen
import Tickets

extension DashboardState {
    var isTypingFilter: Bool {
        switch view {
        case .tickets: tickets.isTypingFilter
        case .events: events.isTypingFilter
        case .cluster, .service: false
        }
    }

    /// Takes the words by which the list is narrowed; what is open beside it closes.
    mutating func beginFilter() {
        switch view {
        case .tickets:
            tickets.isDetailOpen = false
            tickets.isTypingFilter = true
        case .events:
            events.opened = nil
            events.isTypingFilter = true
        case .cluster, .service: break
        }
    }

    mutating func pressInFilter(_ key: Key) {
        switch key {
        case .enter: endTyping()
        case .escape:
            endTyping()
            clearFilter()
        case .up: move(.up)
        case .down: move(.down)
        case .pageUp: move(.pageUp)
        case .pageDown: move(.pageDown)
        default: editFilter { _ = $0.handle(key) }
        }
    }

    private mutating func endTyping() {
        tickets.isTypingFilter = false
        events.isTypingFilter = false
    }

    mutating func clearFilter() { editFilter { $0 = LineEditor() } }

    /// Changes what stands behind `/` and shows what it leaves.
    mutating func editFilter(_ change: (inout LineEditor) -> Void) {
        switch view {
        case .tickets:
            let before = tickets.expression.text
            change(&tickets.expression)
            if tickets.expression.text != before { filterTickets() }
        case .events:
            let before = events.filter.text
            change(&events.filter)
            if events.filter.text.isEmpty { events.origin = nil }
            if events.filter.text != before { filterEvents() }
        case .cluster, .service: break
        }
    }

    /// Filters the loaded tickets at once; the service is asked when the typing pauses.
    private mutating func filterTickets() {
        let (filter, problems) = TicketFilter.parse(tickets.expression.text)
        tickets.filterProblems = problems
        guard filter != tickets.list.filter else { return }
        tickets.wantsEnd = false
        tickets.load = nil
        tickets.nextCursor = nil
        keepingCursor(orAtTop: true) { $0.list.narrow(to: filter) }
        tickets.failure = nil
        tickets.retryAt = nil
        tickets.filterDueAt = now.advanced(by: .milliseconds(150))
    }
}
