/// A box in the middle of an area, on top of what is there.
public struct DialogBox: Sendable, Hashable {
    /// The whole box with its border.
    public let area: Rect
    /// What is inside of the border and one blank at each side.
    public let inside: Rect
    private let hasBorder: Bool

    /// A box for contents of a size, as far as it fits. Where the border would hide a line of the contents,
    /// the box has none and takes the whole width.
    public init(contents: Size, in area: Rect) {
        hasBorder = contents.height + 2 <= area.height
        let whole = hasBorder ? contents.width + 4 : area.width
        self.area = area.centered(
            Size(width: whole, height: hasBorder ? contents.height + 2 : contents.height))
        inside =
            hasBorder
            ? self.area.inset(left: 2, top: 1, right: 2, bottom: 1) : self.area.inset(left: 1, right: 1)
    }

    /// Draws the border with the title in it, and clears the inside.
    public func draw(on frame: inout Frame, title: String, border: Style, text: Style, glyphs: Glyphs) {
        frame.fill(area, style: text)
        guard hasBorder, area.width > 1 else { return }
        let line = String(repeating: glyphs.horizontal, count: area.width - 2)
        let side = String(glyphs.vertical)
        let (left, right, last) = (area.x, area.right - 1, area.bottom - 1)
        frame.write(
            "\(glyphs.topLeft)\(line)\(glyphs.topRight)", at: Point(x: left, y: area.y), style: border)
        frame.write(
            "\(glyphs.bottomLeft)\(line)\(glyphs.bottomRight)", at: Point(x: left, y: last), style: border)
        for y in area.y + 1..<max(area.y + 1, last) {
            frame.write(side, at: Point(x: left, y: y), style: border)
            frame.write(side, at: Point(x: right, y: y), style: border)
        }
        let room = area.row(0).inset(left: 2, right: 2)
        frame.line(" \(title) ", in: room, style: border.adding(.bold), mark: glyphs.ellipsis)
    }
}
