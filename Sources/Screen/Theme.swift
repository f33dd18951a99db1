/// What a cell is for; a theme says how each looks.
public enum Role: String, Sendable, Hashable, CaseIterable {
    /// Ordinary text, and the ground of the whole screen.
    case text
    /// Text of lesser weight: ages, hints, labels.
    case faint
    case strong
    case title
    case border
    case header
    case footer
    /// A key in the footer and in the help.
    case key
    /// The row under the cursor.
    case selection
    /// A row that is marked.
    case mark
    case columnTitle
    case good, warning, bad, info
    case banner
    case field
    case fieldFocused
    case statusOpen, statusInProgress, statusResolved, statusClosed
    case priorityLow, priorityMedium, priorityHigh, priorityCritical
    case eventCreate, eventUpdate, eventDelete, eventOther
    /// Just changed.
    case flash
    /// What matches a filter.
    case match
}

/// How many colours a terminal has.
public enum ColorDepth: Sendable, Hashable, CaseIterable {
    case mono, colors8, colors16, colors256
}

/// How every role looks.
public struct Theme: Sendable, Hashable {
    public let name: String
    public let isLight: Bool
    private let styles: [Role: Style]

    public init(name: String, isLight: Bool = false, styles: [Role: Style]) {
        self.name = name
        self.isLight = isLight
        self.styles = styles
    }

    /// The style of a role; what a theme does not name looks like ordinary text.
    public func style(_ role: Role) -> Style { styles[role] ?? styles[.text] ?? .plain }
}
