import Screen
import Tickets

/// The tickets view.
struct TicketsState: Sendable, Hashable {
    /// How many tickets a page holds.
    static let pageSize = 200
    /// How many are asked for at once when many are wanted.
    static let largePageSize = 1000
    /// How many rows are kept on either side of the screen.
    static let keptRows = 400
    /// Up to so many rows are filtered and sorted here at once, before the service answers.
    static let localLimit = 2000
    /// How many tickets are read for one key when a part of the filter is applied here.
    static let scanLimit = 10_000
    /// How many tickets are kept of a list with an open end.
    static let openLimit = 20_000

    var list = TicketList()
    var marks = Marks()
    /// The reading of all shown tickets to mark them.
    var marking: Marking?
    var viewport = ListViewport()
    /// The page being loaded.
    var load: PageLoad?
    /// Where the next page of a list with an open end begins.
    var nextCursor: String?
    /// How many tickets were read since the last key, of a list with an open end.
    var scanned = 0
    /// Why the last reading failed.
    var failure: Failure?
    var retries = 0
    var retryAt: Timestamp?
    /// Whether the list was ever read for this tenant.
    var isLoaded = false
    /// When a page was read last.
    var readAt: Timestamp?
    /// When the numbers of the rows are checked, since changes came in whose place is not known.
    var checkDueAt: Timestamp?
    /// Whether the cursor shall be on the last ticket of the whole list.
    var wantsEnd = false
    /// New tickets outside of the screen.
    var news = NewTickets()
    /// Until when rows that changed are shown as such.
    var flashes: [TicketID: Timestamp] = [:]
    /// Tickets that went from the screen and what was said of them.
    var departures: Departures?
    /// The tenant's tickets by status and priority.
    var counts = CountsState()
    /// What stands behind `/`; empty: no filter.
    var expression = LineEditor()
    var isTypingFilter = false
    var filterProblems: [TicketFilter.Problem] = []
    /// When the service is asked for what the filter shows.
    var filterDueAt: Timestamp?
    /// The ticket that is opened as soon as the list has it.
    var wanted: TicketID?
    /// Whether the detail is what the keys move in.
    var isDetailOpen = false
    var detail = ScrollPane()
    /// The last changes of the ticket that the detail shows.
    var recent: RecentChanges?

    /// The ticket under the cursor; `nil` also while its row is not loaded.
    var selected: Ticket? { list[viewport.cursor] }
}
