import Screen
import Tickets

/// The events view.
struct EventsState: Sendable, Hashable {
    /// All lines around where one is.
    var window = EventWindow()
    /// The lines that the filter shows; `nil`: no filter.
    var found: EventWindow?
    /// The newest lines, wherever one is.
    var recent = EventWindow()
    var viewport = ListViewport()
    /// Whether the newest line is kept on the screen.
    var isFollowing = true
    /// Whether it was stopped by key: reaching the newest line then does not go on.
    var isHeld = false
    /// How many messages that the filter shows came since following stopped.
    var newLines = 0
    var honesty = EventHonesty()
    var feed: EventFeed = .opening
    /// The newest message that came, and when the stream stored it.
    var newest: UInt64?
    var newestTime: Timestamp?
    var filter = LineEditor()
    var isTypingFilter = false
    /// The filter as it is applied.
    var applied = EventFilter.all
    /// Lines that are no messages, to be put in again where their stretch is read again.
    var remarks = EventRemarks()
    /// The reading of a stretch under way.
    var load: EventLoad?
    var loadFailure: Failure?
    /// Whether the search for lines that the filter shows was stopped by key.
    var isSearchStopped = false
    /// Whether what the filter shows is looked for below only, since one came to this place.
    var looksForward = false
    var timeForm = TimeForm.local
    var rates = EventRates()
    /// Whether the rates are shown; `nil`: where there is room beside the lines.
    var ratesChoice: Bool?
    /// The marker that the cursor goes to when its place was read, by its boundary.
    var soughtMarker: UInt64?
    /// The view that Esc leads back to, when one came from a ticket.
    var origin: ViewKind?
    /// The event whose page is shown.
    var opened: EventRecord?
    var payload = ScrollPane()

    /// The lines that are shown, around where one is.
    var shown: EventWindow { found ?? window }

    var count: Int { shown.count }

    /// A shown line by its place.
    func line(at row: Int) -> EventLine? { shown.line(at: row) }

    /// Whether a stretch could not be read, and may be readable later.
    var hasFailed: Bool { loadFailure.map { $0.kind != .notFound } ?? false }

    /// The event that is open, else the one under the cursor.
    var current: EventRecord? { opened ?? line(at: viewport.cursor)?.record }

    /// Changes the window that is shown.
    mutating func changeShown(_ change: (inout EventWindow) -> Void) {
        guard var shown = found else { return change(&window) }
        found = nil
        change(&shown)
        found = shown
    }
}

/// How the time of an event is told.
enum TimeForm: String, Sendable, Hashable, CaseIterable {
    case local = "TIME"
    case utc = "TIME UTC"
    /// Since the event of the line before.
    case delta = "DELTA"
}
