import Glibc
import Tickets

/// Moments in the time zone of this machine, or of `TZ`.
enum LocalTime {
    /// `2026-11-21 14:30:05`
    static func text(_ time: Timestamp) -> String {
        let text = time.advanced(by: offset(at: time)).description
        return text.prefix(10) + " " + text.dropFirst(11).prefix(8)
    }

    /// Reads `14:30`, which is the last one that has been, `2026-11-20`, `2026-11-20T14:30` and
    /// `2026-11-20 14:30`, each time with or without seconds; `nil` for anything else.
    static func read(_ text: String, now: Timestamp) -> Timestamp? {
        let pieces = text.split(omittingEmptySubsequences: false) { $0 == "T" || $0 == " " }
        switch pieces.count {
        case 1 where text.contains(":"): return lastMoment(pieces[0], now)
        case 1: return moment(pieces[0], "00:00")
        case 2: return moment(pieces[0], pieces[1])
        default: return nil
        }
    }

    /// The last moment of a time of day that is not to come.
    private static func lastMoment(_ ofDay: Substring, _ now: Timestamp) -> Timestamp? {
        for daysAgo in [Duration.zero, .seconds(86_400)] {
            let day = text(now.advanced(by: .zero - daysAgo)).prefix(10)
            guard let moment = moment(day, ofDay) else { return nil }
            if moment <= now { return moment }
        }
        return nil
    }

    /// The moment of a date and a time of day; `nil` when they are none.
    private static func moment(_ date: Substring, _ ofDay: Substring) -> Timestamp? {
        let seconds = ofDay.utf8.count == 5 ? ":00" : ""
        guard date.utf8.count == 10, [5, 8].contains(ofDay.utf8.count),
            let read = Timestamp("\(date)T\(ofDay)\(seconds)Z")
        else { return nil }
        // The offset of the moment itself: the one near it is another only where the clocks are changed.
        let near = read.advanced(by: .zero - offset(at: read))
        return read.advanced(by: .zero - offset(at: near))
    }

    /// How far the clocks are ahead of UTC at a moment.
    private static func offset(at time: Timestamp) -> Duration {
        var (seconds, parts) = unsafe (time_t(time.milliseconds / 1000), tm())
        guard unsafe localtime_r(&seconds, &parts) != nil else { return .zero }
        return unsafe .seconds(parts.tm_gmtoff)
    }
}
