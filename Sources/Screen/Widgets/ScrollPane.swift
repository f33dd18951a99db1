/// How far lines that are too many for the screen are scrolled.
public struct ScrollPane: Sendable, Hashable {
    /// The first line that is shown.
    public private(set) var top = 0

    public init() {}

    /// Scrolls down, or up when `lines` is negative.
    public mutating func scroll(by lines: Int, count: Int, height: Int) {
        let (moved, overflow) = top.addingReportingOverflow(lines)
        top = min(max(0, overflow ? (lines > 0 ? .max : 0) : moved), max(0, count - height))
    }

    /// The lines that are shown.
    public func visible(count: Int, height: Int) -> Range<Int> {
        let first = min(top, max(0, count - height))
        return first..<min(count, first + max(0, height))
    }

    /// Where one is, such as `12-30/57`; `nil` when everything is shown.
    public func position(count: Int, height: Int) -> String? {
        guard count > height else { return nil }
        let shown = visible(count: count, height: height)
        return "\(shown.lowerBound + 1)-\(shown.upperBound)/\(count)"
    }
}
