import Screen
import Tickets

extension Canvas {
    /// The line above the events: the filter at its left; at its right where one is, and what is not shown.
    mutating func eventsTitle(_ state: DashboardState, in area: Rect) {
        let events = state.events
        let hasFilter = events.isTypingFilter || !events.filter.text.isEmpty
        let filterWidth = min(TextWidth.columns(of: events.filter.text) + 4, area.width / 2)
        let room = area.width - (hasFilter ? max(filterWidth, 12) : 9)
        let right = fitting(titleParts(state), width: room)
        let width = right.reduce(0) { $0 + $1.columns }
        let (left, rest) = area.splitLeft(max(0, area.width - width - 1))
        line(right, in: rest)
        if hasFilter {
            filterLine(
                events.filter, isTyping: events.isTypingFilter, problem: nil,
                in: left.inset(left: 1, right: 1))
        } else {
            line("Events", in: left.inset(left: 1), .title)
        }
    }

    /// What fits: the least important parts go first.
    private func fitting(_ parts: [(piece: Piece, importance: Int)], width: Int) -> [Piece] {
        var kept = parts
        while kept.count > 1, kept.reduce(-2, { $0 + $1.piece.columns + 2 }) > width,
            let least = kept.indices.min(by: { kept[$0].importance < kept[$1].importance })
        {
            kept.remove(at: least)
        }
        return kept.enumerated().flatMap { index, part in
            index + 1 < kept.count ? [part.piece, Piece("  ")] : [part.piece]
        }
    }

    private func titleParts(_ state: DashboardState) -> [(piece: Piece, importance: Int)] {
        let events = state.events
        var parts: [(piece: Piece, importance: Int)] = []
        func add(_ text: String?, _ role: Role, _ importance: Int) {
            if let text { parts.append((Piece(text, role), importance)) }
        }
        let honesty = events.honesty
        add(state.eventsSinceMarker.map { "\(Amount.grouped($0)) since marker" }, .mark, 30)
        add(counted(UInt64(honesty.unreadable), "unreadable"), .warning, 40)
        add(counted(honesty.skipped, "missing"), .warning, 45)
        add(counted(honesty.leftOut, "left out"), .warning, 50)
        add(counted(honesty.pending, "behind"), .warning, 60)
        add(moodWords(state), .warning, 55)
        if !events.isFollowing { add(stale(state), .bad, 80) }
        add(state.searchWord, .info, 90)
        if events.load != nil, state.searchWord == nil { add("reading\(glyphs.ellipsis)", .faint, 20) }
        if events.hasFailed { add("\(glyphs.cross) not read", .bad, 70) }
        add(state.positionWords, .faint, events.isFollowing ? 10 : 65)
        parts.append((mode(state), 100))
        return parts
    }

    private func counted(_ count: UInt64, _ word: String) -> String? {
        count > 0 ? "\(Amount.grouped(count)) \(word)" : nil
    }

    private func stale(_ state: DashboardState) -> String? {
        let events = state.events
        guard let since = events.honesty.staleSince(newest: events.newest, at: state.now) else { return nil }
        return "stale since \(state.localTime.shifted(since).timeOfDay.prefix(8))"
    }

    private func mode(_ state: DashboardState) -> Piece {
        let events = state.events
        guard events.isFollowing else {
            let new = events.newLines > 0 ? ", +\(Amount.grouped(UInt64(events.newLines))) new" : ""
            return Piece("paused\(new)", .warning)
        }
        if let stale = stale(state) { return Piece("\(glyphs.cross) \(stale)", .bad) }
        return switch events.feed {
        case .opening: Piece("opening\(glyphs.ellipsis)", .faint)
        case .interrupted: Piece("\(glyphs.cross) interrupted", .bad)
        case .unavailable: Piece("\(glyphs.cross) no stream", .bad)
        case .following: Piece("\(glyphs.mark) following", .good)
        }
    }

    /// What stands out in the rates.
    func moodWords(_ state: DashboardState) -> String? {
        switch state.events.rates.mood(at: state.now) {
        case .usual: nil
        case .burst(let times): "burst: \(times)x the usual"
        case .silent(let duration): "silent for \(Age.silence(duration))"
        }
    }
}

extension DashboardState {
    /// The sequence of the line under the cursor, and where it is in the stream.
    private var streamPlace: (sequence: UInt64, first: UInt64, last: UInt64)? {
        guard let line = events.line(at: events.viewport.cursor) else { return nil }
        let first = events.honesty.first ?? events.shown.covered?.lowerBound ?? 1
        let last = max(events.newest ?? 0, events.honesty.last ?? 0)
        guard last >= first, last > 0 else { return nil }
        return (min(max(line.sequence, first), last), first, last)
    }

    /// From 0, the beginning of the stream, to 1.
    var placeInStream: Double? {
        guard let place = streamPlace else { return nil }
        guard place.last > place.first else { return 1 }
        return Double(place.sequence - place.first) / Double(place.last - place.first)
    }

    /// Where one is: `seq 4,711 of 1..10,000,000 47%`.
    var positionWords: String? {
        guard let place = streamPlace, let share = placeInStream else { return nil }
        let range = "\(Amount.grouped(place.first))..\(Amount.grouped(place.last))"
        return "seq \(Amount.grouped(place.sequence)) of \(range) \(Int((share * 100).rounded()))%"
    }

    /// How far the search for lines that the filter shows has come.
    var searchWord: String? {
        guard isSearchingEvents, let covered = events.shown.covered else { return nil }
        let isBack = events.load?.purpose == .older
        let sequence = isBack ? covered.lowerBound : covered.upperBound
        return "searched \(isBack ? "back" : "on") to seq \(Amount.grouped(sequence))\(glyphs.ellipsis)"
    }
}
