import Dashboard
import Glibc
import Tickets

extension ClockOffsets {
    /// Local time as the machine has it (`TZ`, `/etc/localtime`), some years around now.
    static func system(around now: Timestamp) -> ClockOffsets {
        let week: Int64 = 7 * 86_400
        let (begin, end) = (now.milliseconds / 1000 - 520 * week, now.milliseconds / 1000 + 104 * week)
        var offsets = [ClockOffsets.Offset(begin, ahead: ahead(begin))]
        var (second, last) = (begin, ahead(begin))
        while second < end {
            let next = second + week
            let there = ahead(next)
            if there != last { offsets.append(ClockOffsets.Offset(change(second, next), ahead: there)) }
            (second, last) = (next, there)
        }
        return ClockOffsets(offsets)
    }

    /// The second from which on the offset is that of the later one of two.
    private static func change(_ early: Int64, _ late: Int64) -> Int64 {
        var (low, high) = (early, late)
        let offset = ahead(late)
        while high - low > 1 {
            let middle = (low + high) / 2
            if ahead(middle) == offset { high = middle } else { low = middle }
        }
        return high
    }

    /// Seconds that local time is ahead of UTC.
    private static func ahead(_ second: Int64) -> Int {
        var time = time_t(second)
        var parts = unsafe tm()
        guard unsafe localtime_r(&time, &parts) != nil else { return 0 }
        return unsafe parts.tm_gmtoff
    }
}

extension ClockOffsets.Offset {
    fileprivate init(_ second: Int64, ahead: Int) {
        self.init(since: Timestamp(milliseconds: second * 1000), ahead: .seconds(ahead))
    }
}
