import Screen
import Tickets

/// The history of one ticket, from its newest revision to its oldest.
struct HistoryState: Sendable, Hashable {
    /// So many of the newest revisions are kept.
    static let limit = 5000

    let tenant: Tenant
    let id: TicketID
    /// The revisions, oldest first.
    private(set) var changes: [TicketChange] = []
    /// How many older ones are not kept.
    private(set) var leftOut = 0
    /// Changes that came while the history was read.
    private var heard: [TicketChange] = []
    /// The reading under way.
    var load: Int?
    /// Whether it was read to its end.
    private(set) var isLoaded = false
    var failure: Failure?
    var viewport = ListViewport()
    /// How far the text of the revision under the cursor is scrolled.
    var pane = ScrollPane()

    init(_ ticket: Ticket) {
        tenant = ticket.tenant
        id = ticket.id
    }

    /// A revision by its row: the newest stands first.
    subscript(row: Int) -> TicketChange? {
        changes.indices.contains(row) ? changes[changes.count - 1 - row] : nil
    }

    var selected: TicketChange? { self[viewport.cursor] }
    var latest: TicketChange? { changes.last }

    /// Puts the next page behind what was read.
    mutating func take(_ page: HistoryPage) {
        add(page.changes)
        guard page.nextCursor == nil else { return }
        load = nil
        isLoaded = true
        let later = heard
        heard = []
        for change in later { _ = hear(change) }
    }

    /// Takes in a change of the ticket.
    ///
    /// - Returns: whether it stands in the first row now; `nil` when revisions between are missing, so
    ///   that the history must be read again.
    mutating func hear(_ change: TicketChange) -> Bool? {
        guard change.ticket.id == id else { return false }
        guard isLoaded, load == nil else {
            heard = Array((heard + [change]).suffix(100))
            return false
        }
        guard let last = changes.last, change.revision > last.revision else { return false }
        guard change.revision == last.revision + 1 else { return nil }
        add([change])
        return true
    }

    /// Begins a reading from the oldest revision.
    mutating func begin(_ number: Int) {
        load = number
        failure = nil
        changes = []
        leftOut = 0
        heard = []
        isLoaded = false
    }

    mutating func fail(_ failure: Failure) {
        load = nil
        self.failure = failure
    }

    private mutating func add(_ new: [TicketChange]) {
        changes += new
        let surplus = changes.count - HistoryState.limit
        guard surplus > 0 else { return }
        changes.removeFirst(surplus)
        leftOut += surplus
    }
}
