/// A bar that shows how much of something is used.
public enum Gauge {
    /// The bar as text of exactly that width.
    ///
    /// - Parameters:
    ///   - share: used, from 0 to 1; what is beyond is drawn full. Anything above nothing shows.
    ///   - width: columns.
    public static func text(_ share: Double, width: Int, glyphs: Glyphs) -> String {
        guard width > 0 else { return "" }
        let share = share.isFinite ? max(0, min(1, share)) : 0
        let columns = (share * Double(width)).rounded()
        let full = min(width, max(share > 0 ? 1 : 0, Int(columns)))
        return String(repeating: glyphs.thumb, count: full)
            + String(repeating: glyphs.rail, count: width - full)
    }
}
