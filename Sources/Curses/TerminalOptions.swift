public import Screen

/// How a terminal is opened.
public struct TerminalOptions: Sendable, Hashable {
    /// The colours to use at most; `nil`: what the terminal has, or none where `NO_COLOR` is set.
    public var colorDepth: ColorDepth?
    /// Draws the program's own symbols in ASCII also where the terminal could do more.
    public var asciiOnly: Bool
    /// Where standard error goes while the screen is up; `nil`: it stays.
    public var errorLog: String?

    public init(colorDepth: ColorDepth? = nil, asciiOnly: Bool = false, errorLog: String? = nil) {
        self.colorDepth = colorDepth
        self.asciiOnly = asciiOnly
        self.errorLog = errorLog
    }
}
