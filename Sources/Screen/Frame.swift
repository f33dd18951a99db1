/// One cell of a frame.
public struct Cell: Sendable, Hashable {
    /// What is drawn: one character as people see it, never a control character.
    public var character: Character
    public var style: Style
    /// How many columns it takes: 1 or 2; 0 for the column that the wide character before it covers.
    public var width: UInt8

    /// Cheapest first: a frame is compared with the last one before it is painted.
    public static func == (left: Cell, right: Cell) -> Bool {
        left.width == right.width && left.style == right.style && left.character == right.character
    }

    public init(_ character: Character = " ", style: Style = .plain, width: UInt8 = 1) {
        self.character = character
        self.style = style
        self.width = width
    }
}

/// A picture of the whole screen, cell by cell. What is written outside of it is cut off.
public struct Frame: Sendable, Hashable {
    public let size: Size
    /// The cells row by row.
    public private(set) var cells: [Cell]
    /// Where the terminal's cursor stands; `nil`: hidden.
    public var cursor: Point?

    /// An empty frame in one style.
    public init(size: Size, style: Style = .plain) {
        self.size = Size(width: max(0, size.width), height: max(0, size.height))
        cells = Array(repeating: Cell(style: style), count: self.size.width * self.size.height)
    }

    /// The cells of one row.
    public func row(_ y: Int) -> ArraySlice<Cell> { cells[y * size.width..<(y + 1) * size.width] }

    /// Whether a row of another frame of the same size shows the same. Compared in this module, where it is many
    /// times faster than comparing slices elsewhere.
    public func isRow(_ y: Int, sameIn other: Frame) -> Bool {
        for index in y * size.width..<(y + 1) * size.width where cells[index] != other.cells[index] {
            return false
        }
        return true
    }

    /// Whether any cell of a row holds a flag: two code points which a terminal draws as one only together.
    public func hasFlag(inRow y: Int) -> Bool {
        for index in y * size.width..<(y + 1) * size.width where cells[index].width == 2 {
            if let first = cells[index].character.unicodeScalars.first, first.isRegionalIndicator {
                return true
            }
        }
        return false
    }

    /// The cell at a place inside the frame.
    public subscript(x: Int, y: Int) -> Cell { cells[y * size.width + x] }

    /// The characters of a row, without the blanks at its end.
    public func text(ofRow y: Int) -> String {
        var line = String(row(y).filter { $0.width > 0 }.map(\.character))
        while line.last == " " { line.removeLast() }
        return line
    }

    /// All rows as text, one line each.
    public var text: String {
        (0..<size.height).map { text(ofRow: $0) + "\n" }.joined()
    }

    /// Paints the cells of a rectangle blank in a style.
    public mutating func fill(_ area: Rect, style: Style) {
        for y in visibleRows(of: area) {
            for x in visibleColumns(of: area) { set(x, y, Cell(style: style)) }
        }
    }

    /// Changes the style of the cells of a rectangle and leaves their characters.
    public mutating func restyle(_ area: Rect, _ change: (Style) -> Style) {
        for y in visibleRows(of: area) {
            for x in visibleColumns(of: area) {
                let index = y * size.width + x
                cells[index].style = change(cells[index].style)
            }
        }
    }

    /// Writes text from a place to the right, cut at `limit` columns and at the edge.
    ///
    /// Control characters are replaced, never passed on.
    /// - Returns: the number of columns written.
    @discardableResult
    public mutating func write(_ text: String, at point: Point, limit: Int = .max, style: Style) -> Int {
        guard point.y >= 0, point.y < size.height, point.x < size.width else { return 0 }
        let room = min(limit, size.width - point.x)
        return text.isPlainASCII
            ? writeASCII(text, at: point, room: room, style: style)
            : writeCharacters(text, at: point, room: room, style: style)
    }

    private mutating func writeASCII(_ text: String, at point: Point, room: Int, style: Style) -> Int {
        var used = 0
        for byte in text.utf8 {
            guard used < room else { break }
            if point.x + used >= 0 {
                set(point.x + used, point.y, Cell(Character(Unicode.Scalar(byte)), style: style))
            }
            used += 1
        }
        return used
    }

    private mutating func writeCharacters(_ text: String, at point: Point, room: Int, style: Style) -> Int {
        var used = 0
        for character in text {
            for piece in TextWidth.pieces(of: character) where piece.columns > 0 {
                guard used + piece.columns <= room else { return used }
                put(piece, at: Point(x: point.x + used, y: point.y), style: style)
                used += piece.columns
            }
        }
        return used
    }

    private mutating func put(_ piece: TextWidth.Piece, at point: Point, style: Style) {
        if point.x >= 0 {
            let cell = Cell(piece.character, style: style, width: UInt8(piece.columns))
            set(point.x, point.y, cell)
            if piece.columns == 2 { set(point.x + 1, point.y, Cell(" ", style: style, width: 0)) }
        } else if point.x + piece.columns > 0 {
            // The right half of a wide character whose left one is off the frame.
            set(0, point.y, Cell(style: style))
        }
    }

    /// Sets a cell; half a wide character that is left over beside it becomes blank.
    private mutating func set(_ x: Int, _ y: Int, _ cell: Cell) {
        let index = y * size.width + x
        if cells[index].width == 0, cell.width != 0, x > 0 {
            cells[index - 1].character = " "
            cells[index - 1].width = 1
        }
        if cells[index].width == 2, x + 1 < size.width, cells[index + 1].width == 0 {
            cells[index + 1].width = 1
        }
        cells[index] = cell
    }

    private func visibleRows(of area: Rect) -> Range<Int> {
        let start = min(max(0, area.y), size.height)
        return start..<max(start, min(area.bottom, size.height))
    }

    private func visibleColumns(of area: Rect) -> Range<Int> {
        let start = min(max(0, area.x), size.width)
        return start..<max(start, min(area.right, size.width))
    }
}
