/// How many requests took how long.
struct LatencyBuckets: Sendable {
    /// The upper bounds, in seconds.
    static let bounds: [Double] = [
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]

    /// The counts up to each bound and not up to the one before; one more for what is longer than all.
    private(set) var counts = [UInt64](repeating: 0, count: bounds.count + 1)
    private(set) var sum = Duration.zero

    mutating func record(_ duration: Duration) {
        let seconds = duration / .seconds(1)
        let index = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        counts[index] += 1
        sum += duration
    }

    /// Writes the samples of one histogram of the family that was begun.
    func write(to text: inout Exposition, _ labels: [(name: StaticString, value: String)]) {
        var total: UInt64 = 0
        for (index, count) in counts.enumerated() {
            total += count
            let bound = index < Self.bounds.count ? Self.bounds[index] : .infinity
            text.sample(Double(total), suffix: "_bucket", labels + [("le", Exposition.text(bound))])
        }
        text.sample(sum / .seconds(1), suffix: "_sum", labels)
        text.sample(Double(total), suffix: "_count", labels)
    }
}
