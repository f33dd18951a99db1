import Screen
public import Tickets

/// What in the event stream a person wants to be told of.
public struct AlertRule: Sendable, Hashable {
    /// How one is told, beside the list and the header.
    public enum Notice: String, Sendable, Hashable, CaseIterable {
        case bell
        /// A notification of the desktop, where the terminal can do that.
        case desktop
        case none
    }

    /// How loud a line is marked.
    public enum Color: String, Sendable, Hashable, CaseIterable { case info, good, warning, bad }

    /// The longest name, in characters.
    public static let nameLimit = 40

    public let name: String
    /// Which messages it is about.
    public let filter: EventFilter
    /// The filter as it was written.
    public let expression: String
    /// Not the messages are told of, but that none came for so long; `nil`: the messages.
    public let silence: Duration?
    public let notice: Notice
    public let color: Color
    /// What marks a line, one column wide; `nil`: the usual symbol.
    public let mark: Character?

    public init(
        name: String, expression: String, silence: Duration? = nil, notice: Notice = .bell,
        color: Color = .warning, mark: Character? = nil
    ) {
        self.name = name
        self.expression = expression
        filter = EventFilter(expression)
        self.silence = silence
        self.notice = notice
        self.color = color
        self.mark = mark
    }
    /// Whether a character can mark a line: it takes one column and can be drawn.
    public static func canMark(_ character: Character) -> Bool {
        !character.isWhitespace && TextWidth.columns(of: character) == 1
            && TextWidth.displayable(character) == character
    }
}
