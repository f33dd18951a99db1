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
