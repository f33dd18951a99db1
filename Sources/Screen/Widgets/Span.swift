/// A piece of a line in one style.
public struct Span: Sendable, Hashable {
    public var text: String
    public var style: Style

    public init(_ text: String, _ style: Style) {
        self.text = text
        self.style = style
    }

    /// The columns that the text takes.
    public var columns: Int { TextWidth.columns(of: text) }
}
