/// How long things took, in a fixed number of counters.
///
/// Each power of two is cut into 32 equal parts, so that what is read is at most 1/32 above what was
/// recorded. Times from 1 ns to 137 s are told apart; longer ones count as the longest.
struct LatencyHistogram: Sendable {
    private static let parts = 32
    private static let limit: UInt64 = (1 << 37) - 1

    private var counts = [UInt64](repeating: 0, count: bucket(of: limit) + 1)
    /// How many times were recorded.
    private(set) var count: UInt64 = 0
    /// The longest time, exactly.
    private(set) var maximum = Duration.zero

    /// Adds a time; a negative one counts as none.
    mutating func record(_ duration: Duration) {
        counts[Self.bucket(of: min(duration.nanoseconds, Self.limit))] += 1
        count += 1
        maximum = max(maximum, duration)
    }

    /// The time that a share of all recorded ones do not exceed; zero when there are none.
    ///
    /// - Parameter share: from 0 to 1, such as 0.99.
    func percentile(_ share: Double) -> Duration {
        let rank = max(1, UInt64((Double(count) * share).rounded(.up)))
        var seen: UInt64 = 0
        for (bucket, number) in counts.enumerated() {
            seen += number
            if number > 0, seen >= rank {
                // The last bucket has no upper end.
                if bucket == counts.count - 1 { return maximum }
                return min(maximum, .nanoseconds(Self.upperEnd(of: bucket)))
            }
        }
        return maximum
    }

    /// Below twice the number of parts each value has a bucket of its own.
    private static func bucket(of value: UInt64) -> Int {
        guard value >= UInt64(parts) else { return Int(value) }
        let shift = (UInt64.bitWidth - 1 - value.leadingZeroBitCount) - parts.trailingZeroBitCount
        return shift * parts + Int(value >> UInt64(shift))
    }

    private static func upperEnd(of bucket: Int) -> Int {
        guard bucket >= 2 * parts else { return bucket }
        let shift = bucket / parts - 1
        return ((bucket - shift * parts + 1) << shift) - 1
    }
}

extension Duration {
    /// The whole nanoseconds; none for a negative duration.
    var nanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        return UInt64(seconds) &* 1_000_000_000 &+ UInt64(attoseconds / 1_000_000_000)
    }
}
