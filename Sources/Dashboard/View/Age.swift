import Tickets

/// How long ago something was, in as few characters as possible.
enum Age {
    /// `now`, `5m`, `3h`, `2d`, `5w`.
    static func short(of time: Timestamp, at now: Timestamp) -> String {
        let minutes = (now.milliseconds - time.milliseconds) / 60_000
        return switch minutes {
        case ..<1: "now"
        case ..<60: "\(minutes)m"
        case ..<1440: "\(minutes / 60)h"
        case ..<20_160: "\(minutes / 1440)d"
        default: "\(minutes / 10_080)w"
        }
    }

    /// `12 s`, `5 min`, `3 h`.
    static func passed(since time: Timestamp, at now: Timestamp) -> String {
        let seconds = max(0, (now.milliseconds - time.milliseconds) / 1000)
        return switch seconds {
        case ..<120: "\(seconds) s"
        case ..<7200: "\(seconds / 60) min"
        default: "\(seconds / 3600) h"
        }
    }

    /// `+0.012s`, `+5.3s`, `+2m 5s`, `-0.001s`.
    static func delta(_ duration: Duration) -> String {
        let sign = duration < .zero ? "-" : "+"
        let size = duration < .zero ? .zero - duration : duration
        guard size < .seconds(60) else { return sign + short(of: size) }
        let (seconds, attoseconds) = size.components
        let thousandths = String(attoseconds / 1_000_000_000_000_000)
        return "\(sign)\(seconds).\(String(repeating: "0", count: 3 - thousandths.count))\(thousandths)s"
    }

    /// `59s`, `3m`, `2h`, `5d`.
    static func silence(_ duration: Duration) -> String {
        let seconds = duration.components.seconds
        return switch seconds {
        case ..<60: "\(seconds)s"
        case ..<7200: "\(seconds / 60)m"
        case ..<172_800: "\(seconds / 3600)h"
        default: "\(seconds / 86_400)d"
        }
    }

    /// `3d 4h`, `4h 5m`, `5m 6s`.
    static func short(of duration: Duration) -> String {
        let seconds = duration.components.seconds
        return switch seconds {
        case ..<60: "\(seconds)s"
        case ..<3600: "\(seconds / 60)m \(seconds % 60)s"
        case ..<86_400: "\(seconds / 3600)h \(seconds / 60 % 60)m"
        default: "\(seconds / 86_400)d \(seconds / 3600 % 24)h"
        }
    }
}

extension Timestamp {
    /// The moment as people read it, in UTC to the second.
    var readable: String {
        let text = description
        return text.prefix(10) + " " + text.dropFirst(11).prefix(8) + " UTC"
    }

    /// The time of day in UTC, to the millisecond.
    var timeOfDay: String { String(description.dropFirst(11).prefix(12)) }
}
