import Tickets

/// From where the event stream is to be shown, as one types it.
enum EventTarget: Sendable, Hashable {
    case sequence(UInt64)
    case time(Timestamp)
    case last(UInt64)
    case all

    /// What can be typed, for who typed something else.
    static let examples = "123, 10m, 14:30, 2026-11-20T14:30, last 50 or all"

    /// Reads `123`, `10m`, `14:30`, `2026-11-20T14:30`, `last 50` and `all`; times are local.
    init?(_ typed: String, now: Timestamp, localTime: ClockOffsets) {
        let words = typed.lowercased().split(whereSeparator: \.isWhitespace)
        let text = words.joined(separator: " ")
        if text == "all" {
            self = .all
        } else if words.count == 2, words[0] == "last", let count = UInt64(words[1]), count > 0 {
            self = .last(count)
        } else if let sequence = UInt64(text) {
            self = .sequence(sequence)
        } else if let span = EventTarget.span(text) {
            self = .time(now.advanced(by: .zero - span))
        } else if let time = EventTarget.moment(words, now, localTime) {
            self = .time(time)
        } else {
            return nil
        }
    }

    /// `90s`, `10m`, `2h`, `3d`, `1w`.
    private static func span(_ text: String) -> Duration? {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
        guard let unit = text.last.flatMap({ units[$0] }), let count = Int64(text.dropLast()), count >= 0,
            count <= 1_000_000
        else { return nil }
        return .seconds(count * unit)
    }

    private static func moment(
        _ words: [Substring], _ now: Timestamp, _ localTime: ClockOffsets
    ) -> Timestamp? {
        if words.count == 1, let time = Timestamp(String(words[0]).uppercased()) { return time }
        let today = localTime.shifted(now).description.prefix(10)
        let parts = words.count == 1 ? words[0].split(separator: "t") : words
        guard (1...2).contains(parts.count) else { return nil }
        let isDate = parts[0].contains("-")
        if parts.count == 2, !isDate { return nil }
        let day = isDate ? String(parts[0]) : String(today)
        let clock = isDate ? (parts.count == 2 ? String(parts[1]) : "00:00") : String(parts[0])
        let hasSeconds = clock.filter { $0 == ":" }.count == 2
        guard clock.contains(":"), let local = Timestamp("\(day)T\(clock)\(hasSeconds ? "" : ":00")Z") else {
            return nil
        }
        let moment = localTime.moment(ofLocal: local)
        // A time of day that is still to come was yesterday's.
        let isAhead = !isDate && moment > now
        return isAhead ? localTime.moment(ofLocal: local.advanced(by: .seconds(-86_400))) : moment
    }
}
