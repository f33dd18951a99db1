import Testing

@testable import TicketService

@Suite("Percentiles of times")
struct LatencyHistogramTests {
    @Test("They are at most 1/32 above those of the sorted values", arguments: 1..<6 as Range<UInt64>)
    func percentiles(seed: UInt64) {
        var random = Seeded(seed: seed)
        var histogram = LatencyHistogram()
        var values: [Int] = []
        for _ in 0..<5000 {
            // All magnitudes alike, from nanoseconds to minutes.
            let bits = Int.random(in: 0..<37, using: &random)
            let value = Int.random(in: 0..<(1 << bits) + 1, using: &random)
            values.append(value)
            histogram.record(.nanoseconds(value))
        }
        values.sort()
        for share in [0.0, 0.001, 0.1, 0.5, 0.9, 0.95, 0.99, 0.999, 1] {
            let rank = max(1, Int((Double(values.count) * share).rounded(.up)))
            let exact = values[rank - 1]
            let told = Int(histogram.percentile(share).nanoseconds)
            #expect(told >= exact && told <= exact + exact / 32, "seed \(seed), share \(share)")
        }
        #expect(histogram.maximum == .nanoseconds(values[values.count - 1]))
        #expect(histogram.count == 5000)
    }

    @Test("None, negative, and longer than there are buckets")
    func limits() {
        var histogram = LatencyHistogram()
        #expect(histogram.percentile(0.99) == .zero)
        histogram.record(.seconds(-1))
        #expect(histogram.percentile(1) == .zero)
        histogram.record(.seconds(100_000))
        histogram.record(.seconds(200_000))
        #expect(histogram.percentile(1) == .seconds(200_000))
        #expect(histogram.percentile(0.3) == .zero)
        #expect(histogram.count == 3)
    }
}
