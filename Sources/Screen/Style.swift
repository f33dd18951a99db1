/// A colour of a cell.
public enum Color: Sendable, Hashable {
    /// The terminal's own foreground or background.
    case terminal
    /// An entry of the terminal's palette: 0 to 7 the ANSI colours, 8 to 15 their bright forms,
    /// 16 to 255 the colour cube and the greys of xterm.
    case palette(UInt8)
    /// 24 bits, before a theme is fitted to a terminal.
    case rgb(red: UInt8, green: UInt8, blue: UInt8)
}

/// How the characters of a cell are drawn.
public struct Attributes: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let bold = Attributes(rawValue: 1)
    public static let dim = Attributes(rawValue: 2)
    public static let italic = Attributes(rawValue: 4)
    public static let underline = Attributes(rawValue: 8)
    public static let reverse = Attributes(rawValue: 16)
}

/// Colours and attributes of a cell.
public struct Style: Sendable, Hashable {
    public var foreground: Color
    public var background: Color
    public var attributes: Attributes

    public init(
        foreground: Color = .terminal, background: Color = .terminal, attributes: Attributes = []
    ) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    /// The terminal's own colours, no attributes.
    public static let plain = Style()

    /// The style with further attributes.
    public func adding(_ attributes: Attributes) -> Style {
        Style(foreground: foreground, background: background, attributes: self.attributes.union(attributes))
    }
}
