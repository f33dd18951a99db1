import Screen
import Testing

@Suite struct Bars {
    @Test(
        arguments: [
            ([0, 1, 2, 4, 8], 5, nil, "▁▂▃▅█"), ([8], 3, nil, "  █"), ([1, nil, 1], 3, nil, "█ █"),
            ([0, 0], 2, nil, "▁▁"), ([0.001], 1, 1000, "▂"), ([5000], 1, 1000, "█"),
            ([1, 2, 3, 4], 2, 4, "▇█"), ([1], 0, nil, ""), ([.infinity, .nan], 2, 1, "▁▁"),
        ] as [([Double?], Int, Double?, String)])
    func aSparklineShowsTheLatestValues(_ values: [Double?], _ width: Int, _ top: Double?, _ text: String) {
        #expect(Sparkline.text(values, width: width, top: top, glyphs: .unicode) == text)
    }

    @Test(
        arguments: [
            (0.5, 4, "##::"), (0, 3, ":::"), (0.01, 3, "#::"), (1, 3, "###"), (7, 3, "###"), (-1, 2, "::"),
            (.nan, 2, "::"), (0.5, 0, ""),
        ] as [(Double, Int, String)])
    func aGaugeShowsAShare(_ share: Double, _ width: Int, _ text: String) {
        #expect(Gauge.text(share, width: width, glyphs: .ascii) == text)
    }

    @Test func aSeriesKeepsTheLatestValues() {
        var series = Series(capacity: 3)
        series.add(1)
        series.add(2)
        #expect(series.values == [3])
        for value in [nil, 5, 6] as [Double?] { series.append(value) }
        #expect(series.values == [nil, 5, 6])
        series.append(7)
        #expect(series.values == [5, 6, 7])
    }
}
