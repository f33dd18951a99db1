/// Which row of a list the cursor is on and which row stands first on the screen.
///
/// Holds row numbers that follow their rows: whoever inserts or removes rows says so, and the row
/// under the cursor stays where it is on the screen.
public struct ListViewport: Sendable, Hashable {
    /// The row under the cursor.
    public private(set) var cursor = 0
    /// The first row on the screen.
    public private(set) var top = 0

    public init() {}

    /// The rows on the screen.
    public func visible(count: Int, height: Int) -> Range<Int> {
        let first = min(top, max(0, count - 1))
        return first..<max(first, min(count, first + max(0, height)))
    }

    /// Moves the cursor down, or up when `rows` is negative.
    public mutating func move(by rows: Int, count: Int, height: Int) {
        move(to: cursor + rows, count: count, height: height)
    }

    /// Moves the cursor to a row and scrolls as little as needed.
    public mutating func move(to row: Int, count: Int, height: Int) {
        cursor = min(max(0, row), max(0, count - 1))
        fit(count: count, height: height)
    }

    /// Moves the cursor to a row; where the screen must follow, it goes on by so many rows at once, for
    /// screens that are dear to scroll.
    public mutating func move(to row: Int, count: Int, height: Int, stride: Int) {
        let before = top
        move(to: row, count: count, height: height)
        guard top != before, stride > 1 else { return }
        top += top > before ? stride - 1 : 1 - stride
        fit(count: count, height: height)
    }

    /// Scrolls as little as needed for the cursor to be on the screen and no row to be wasted.
    public mutating func fit(count: Int, height: Int) {
        let height = max(1, height)
        cursor = min(max(0, cursor), max(0, count - 1))
        top = min(max(0, top), max(0, count - height))
        top = min(max(top, cursor - height + 1), cursor)
    }

    /// Puts the cursor on a row at that line of the screen, as far as the ends of the list allow.
    public mutating func place(cursor row: Int, atLine line: Int, count: Int, height: Int) {
        cursor = row
        top = row - line
        fit(count: count, height: height)
    }

    /// The line of the screen that the cursor is on.
    public var line: Int { cursor - top }

    /// Follows a row that came in at a place; `count` is the number of rows after it.
    public mutating func inserted(at row: Int, count: Int, height: Int) {
        guard count > 1 else { return fit(count: count, height: height) }
        if row <= cursor {
            place(cursor: cursor + 1, atLine: line, count: count, height: height)
        } else {
            fit(count: count, height: height)
        }
    }

    /// Follows rows that went; `count` is the number of rows that are left. Was the cursor on one of
    /// them, it is on the row behind them, at the same line.
    public mutating func removed(_ rows: Range<Int>, count: Int, height: Int) {
        let above = min(max(0, cursor - rows.lowerBound), rows.count)
        place(cursor: cursor - above, atLine: line, count: count, height: height)
    }
}
