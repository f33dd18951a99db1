import Screen

/// The events view.
struct EventsState: Sendable, Hashable {
    var log = EventLog()
    /// The numbers of the lines that the filter shows; `nil`: all.
    var matches: [Int]?
    var viewport = ListViewport()
    /// Whether the newest line is kept on the screen.
    var isFollowing = true
    /// Whether it was stopped by key: reaching the newest line then does not go on.
    var isHeld = false
    /// How many lines came since following stopped.
    var newLines = 0
    /// How many messages the stream or the connection left out.
    var dropped = 0
    var feed: EventFeed = .opening
    /// Whether the stream is followed: from the first look at this view on.
    var isWanted = false
    var filter = LineEditor()
    var isTypingFilter = false
    /// The event whose payload is shown.
    var opened: EventRecord?
    var payload = ScrollPane()

    /// How many lines the filter shows.
    var count: Int { matches?.count ?? log.count }

    /// The number of a shown line by its place.
    func number(at row: Int) -> Int { matches.map { $0[row] } ?? log.first + row }

    /// A shown line by its place.
    func line(at row: Int) -> EventLine? {
        row >= 0 && row < count ? log[number(at: row)] : nil
    }

    /// The event that is open, else the one under the cursor.
    var current: EventRecord? {
        if let opened { return opened }
        guard case .record(let record) = line(at: viewport.cursor)?.content else { return nil }
        return record
    }

    /// The words of the filter.
    var words: [String] { filter.text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init) }
}
