import Screen
import Tickets

/// The tickets view.
struct TicketsState: Sendable, Hashable {
    /// How many tickets a page holds.
    static let pageSize = 200
    /// How many are asked for at once when many are wanted.
    static let largePageSize = 1000
    /// Up to so many rows are filtered and sorted here at once, before the service answers.
    static let localLimit = 2000

    var list = TicketList()
    var viewport = ListViewport()
    /// The page being loaded.
    var load: PageLoad?
    /// Where the next page begins.
    var nextCursor: String?
    /// Why the last reading failed.
    var failure: Failure?
    var retries = 0
    var retryAt: Timestamp?
    /// Whether the list was ever read for this tenant.
    var isLoaded = false
    /// Whether the cursor shall be on the last ticket of the whole list.
    var wantsEnd = false
    /// How many tickets came in above the rows on the screen.
    var newAbove = 0
    /// What stands behind `/`; empty: no filter.
    var expression = LineEditor()
    var isTypingFilter = false
    var filterProblems: [TicketFilter.Problem] = []
    /// When the service is asked for what the filter shows.
    var filterDueAt: Timestamp?
    /// Whether the detail is what the keys move in.
    var isDetailOpen = false
    var detail = ScrollPane()

    /// The ticket under the cursor.
    var selected: Ticket? { list[viewport.cursor] }
}
