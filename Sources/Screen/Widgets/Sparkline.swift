/// A row of bars, one a column: how a number went.
public enum Sparkline {
    /// The bars as text of exactly that width: the newest value at the right, room left free at the left.
    ///
    /// - Parameters:
    ///   - values: oldest first; `nil` is an interval that was not measured, and is left blank.
    ///   - width: columns.
    ///   - top: the value of a full bar; `nil`: the highest that is shown.
    public static func text(
        _ values: some Collection<Double?>, width: Int, top: Double? = nil, glyphs: Glyphs
    )
        -> String
    {
        guard width > 0 else { return "" }
        let shown = values.suffix(width)
        let top = top ?? shown.lazy.compactMap { $0 }.max() ?? 0
        let bars = shown.map { value in value.map { bar($0, top: top, glyphs) } ?? " " }
        return String(repeating: " ", count: width - bars.count) + String(bars)
    }

    /// Nothing is the lowest bar, and anything above nothing is higher than that.
    private static func bar(_ value: Double, top: Double, _ glyphs: Glyphs) -> Character {
        let levels = glyphs.levels
        guard value > 0, top > 0, value.isFinite else { return levels[0] }
        let step = (value / top * Double(levels.count - 1)).rounded(.up)
        return levels[max(1, min(levels.count - 1, Int(min(step, Double(levels.count)))))]
    }
}
