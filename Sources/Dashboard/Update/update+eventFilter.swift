import Screen
import Tickets

// The filter of the events view.
extension DashboardState {
    /// Applies what stands behind `/` to what is loaded; the rest is searched from there.
    mutating func filterEvents() {
        let filter = EventFilter(events.filter.text)
        guard filter != events.applied else { return }
        let (line, sequence) = (events.viewport.line, events.line(at: events.viewport.cursor)?.sequence)
        events.applied = filter
        events.isSearchStopped = false
        events.load = nil
        events.loadFailure = nil
        events.newLines = 0
        if filter.isEmpty { return endFilter(at: sequence) }
        events.found = events.window.filtered(filter)
        if events.isFollowing { return followEvents() }
        place(near: sequence, atLine: line)
    }

    /// Shows all lines again, where one was.
    private mutating func endFilter(at sequence: UInt64?) {
        let line = events.viewport.line
        events.found = nil
        if events.isFollowing { return followEvents() }
        guard let sequence, let covered = events.window.covered, !covered.contains(sequence) else {
            return place(near: sequence, atLine: line)
        }
        place(near: sequence, atLine: line)
        readEvents(.jump(.from(sequence)), at: .from(sequence))
    }

    private mutating func place(near sequence: UInt64?, atLine line: Int) {
        let row = sequence.map { events.shown.row(atOrAfter: $0) } ?? events.count
        events.viewport.place(
            cursor: row, atLine: line, count: events.count, height: DashboardLayout(self).eventRows)
    }

    /// Shows all events again, whichever view is shown.
    mutating func clearEventFilter() {
        events.origin = nil
        events.filter = LineEditor()
        filterEvents()
    }

    /// Narrows the events to one tenant, or widens them again to all.
    mutating func filterEvents(by tenant: Tenant) {
        setEventFilter("tenant:\(tenant.name)", replacing: "tenant:")
    }

    /// Shows the events of a ticket; Esc leads back.
    mutating func showEventsOfTicket() {
        let id = view == .events ? events.current?.ticket : shownTicketID
        guard let id else { return say(.info, "no ticket is chosen") }
        let origin = view
        show(.events)
        events.opened = nil
        events.isTypingFilter = false
        if origin != .events { events.origin = origin }
        events.filter = LineEditor("ticket:\(id)")
        filterEvents()
    }

    private var shownTicketID: String? {
        (history?.id ?? tickets.selected?.id)?.description
    }

    /// Puts a term into the filter, in the place of another one of its field.
    private mutating func setEventFilter(_ term: String, replacing field: String) {
        let words = events.filter.text.split(whereSeparator: \.isWhitespace)
        let kept = words.filter { !$0.lowercased().hasPrefix(field) }.map(String.init)
        events.filter = LineEditor((kept + [term]).joined(separator: " "))
        filterEvents()
    }
}
