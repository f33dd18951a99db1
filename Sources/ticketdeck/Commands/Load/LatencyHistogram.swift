/// How long things took, kept to within one percent in little memory.
///
/// Up to 256 µs each microsecond has a bucket of its own, beyond that each doubling has 128 of them.
struct LatencyHistogram: Sendable {
    private static let exact = 256
    private static let perDoubling = 128
    private static let doublings = 28

    private var buckets = [UInt64](
        repeating: 0,
        count: LatencyHistogram.exact + LatencyHistogram.perDoubling * LatencyHistogram.doublings)
    private(set) var count: UInt64 = 0
    /// The longest time, in microseconds, exactly.
    private(set) var maximum: UInt64 = 0

    /// Adds a time.
    mutating func add(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        add(
            microseconds: UInt64(clamping: seconds) &* 1_000_000
                + UInt64(clamping: attoseconds / 1_000_000_000_000))
    }

    /// Adds a time in microseconds.
    mutating func add(microseconds: UInt64) {
        buckets[min(LatencyHistogram.bucket(of: microseconds), buckets.count - 1)] += 1
        count += 1
        maximum = max(maximum, microseconds)
    }

    /// Adds all times of another one.
    mutating func add(_ other: LatencyHistogram) {
        for index in buckets.indices { buckets[index] += other.buckets[index] }
        count += other.count
        maximum = max(maximum, other.maximum)
    }

    /// The time in microseconds that this share of all times does not exceed; 0 when there are none.
    ///
    /// - Parameter share: from 0 to 1.
    func quantile(_ share: Double) -> UInt64 {
        guard count > 0 else { return 0 }
        let rank = max(1, UInt64((share * Double(count)).rounded(.up)))
        var seen: UInt64 = 0
        for (index, number) in buckets.enumerated() {
            seen += number
            guard seen >= rank else { continue }
            // The last bucket also holds what is beyond all bounds.
            let isLast = index == buckets.count - 1
            return isLast ? maximum : min(LatencyHistogram.upperBound(ofBucket: index), maximum)
        }
        return maximum
    }

    private static func bucket(of value: UInt64) -> Int {
        guard value >= exact else { return Int(value) }
        // 256 is in the first doubling.
        let doubling = value.bitWidth - value.leadingZeroBitCount - 9
        return exact + doubling * perDoubling + Int(value >> UInt64(doubling + 1)) - perDoubling
    }

    private static func upperBound(ofBucket index: Int) -> UInt64 {
        guard index >= exact else { return UInt64(index) }
        let (doubling, step) = (index - exact).quotientAndRemainder(dividingBy: perDoubling)
        return UInt64(step + perDoubling + 1) << UInt64(doubling + 1) - 1
    }
}
