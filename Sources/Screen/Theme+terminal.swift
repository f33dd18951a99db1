extension Theme {
    /// The theme that needs no file: the terminal's own ground and colours.
    public static let terminal = Theme(
        name: "terminal",
        styles: Dictionary(
            uniqueKeysWithValues: Role.allCases.map { role in
                (role, Style(foreground: role.terminalColor, attributes: role.plainAttributes))
            }))
}

extension Role {
    fileprivate var terminalColor: Color {
        switch self {
        case .good, .statusResolved, .eventCreate: .palette(2)
        case .warning, .statusInProgress, .priorityHigh, .flash, .eventUpdate: .palette(3)
        case .bad, .priorityCritical, .eventDelete: .palette(1)
        case .info, .key, .statusOpen, .match: .palette(6)
        case .mark: .palette(5)
        case .text, .faint, .strong, .title, .border, .header, .footer, .selection, .columnTitle, .banner,
            .field,
            .fieldFocused, .statusClosed, .priorityLow, .priorityMedium, .eventOther:
            .terminal
        }
    }
}
