/// A size in terminal cells.
public struct Size: Sendable, Hashable {
    public var width: Int
    public var height: Int

    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }
}

/// A cell's place: column `x` and row `y`, both from 0 at the top left.
public struct Point: Sendable, Hashable {
    public var x: Int
    public var y: Int

    public init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }
}

/// A rectangle of cells; never of negative size.
public struct Rect: Sendable, Hashable {
    public var x: Int
    public var y: Int
    public var width: Int
    public var height: Int

    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = max(0, width)
        self.height = max(0, height)
    }

    /// The rectangle of a whole screen.
    public init(_ size: Size) { self.init(x: 0, y: 0, width: size.width, height: size.height) }

    /// The column behind the last one.
    public var right: Int { x + width }
    /// The row below the last one.
    public var bottom: Int { y + height }
    public var size: Size { Size(width: width, height: height) }
    public var isEmpty: Bool { width == 0 || height == 0 }

    /// The rectangle without some cells at each side.
    public func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Rect {
        Rect(x: x + left, y: y + top, width: width - left - right, height: height - top - bottom)
    }

    /// Whether a cell is inside.
    public func contains(_ point: Point) -> Bool {
        point.x >= x && point.x < right && point.y >= y && point.y < bottom
    }

    /// One row of the rectangle, counted from its top.
    public func row(_ index: Int) -> Rect {
        Rect(x: x, y: y + index, width: index < height ? width : 0, height: 1)
    }

    /// Cuts into the first `height` rows and the rest.
    public func splitTop(_ height: Int) -> (top: Rect, rest: Rect) {
        let cut = min(max(0, height), self.height)
        return (Rect(x: x, y: y, width: width, height: cut), inset(top: cut))
    }

    /// Cuts into the last `height` rows and the rest above them.
    public func splitBottom(_ height: Int) -> (rest: Rect, bottom: Rect) {
        let cut = min(max(0, height), self.height)
        return (inset(bottom: cut), Rect(x: x, y: bottom - cut, width: width, height: cut))
    }

    /// Cuts into the first `width` columns and the rest.
    public func splitLeft(_ width: Int) -> (left: Rect, rest: Rect) {
        let cut = min(max(0, width), self.width)
        return (Rect(x: x, y: y, width: cut, height: height), inset(left: cut))
    }

    /// A rectangle of at most that size in the middle of this one.
    public func centered(_ size: Size) -> Rect {
        let (width, height) = (min(size.width, self.width), min(size.height, self.height))
        return Rect(
            x: x + (self.width - width) / 2, y: y + (self.height - height) / 2, width: width, height: height)
    }
}
