extension Role {
    /// How the role is told from others without colours.
    var plainAttributes: Attributes {
        switch self {
        case .text, .border, .info, .statusInProgress, .priorityMedium, .eventUpdate, .eventOther, .footer: []
        case .faint, .statusClosed, .statusResolved, .priorityLow: .dim
        case .strong, .title, .key, .mark, .good, .warning, .statusOpen, .priorityHigh, .eventCreate, .flash:
            .bold
        case .columnTitle, .field, .match: .underline
        case .bad, .priorityCritical, .eventDelete: [.bold, .underline]
        case .header, .selection: .reverse
        case .banner: [.reverse, .bold]
        case .fieldFocused: [.reverse, .underline]
        }
    }
}
