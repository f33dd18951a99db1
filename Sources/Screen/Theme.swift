/// How every role looks.
public struct Theme: Sendable, Hashable {
    public let name: String
    public let isLight: Bool
    /// Names in the theme's file that are no roles; they were left out.
    public let unknownRoles: [String]
    private let styles: [Role: Style]
    /// What a theme wants with 16 or 8 colours, where the nearest colours are not the best ones.
    private let plainStyles: [Role: Style]

    public init(name: String, isLight: Bool = false, styles: [Role: Style]) {
        self.init(name: name, isLight: isLight, styles: styles, plainStyles: [:], unknownRoles: [])
    }

    init(
        name: String, isLight: Bool, styles: [Role: Style], plainStyles: [Role: Style], unknownRoles: [String]
    ) {
        self.name = name
        self.isLight = isLight
        self.styles = styles
        self.plainStyles = plainStyles
        self.unknownRoles = unknownRoles
    }

    /// The style of a role; what a theme does not name looks like ordinary text.
    public func style(_ role: Role) -> Style { styles[role] ?? styles[.text] ?? .plain }

    /// The style of a role on the ground of another, as a status in the selected row: the role's own colour where
    /// it can be read there, else that of the ground.
    public func style(_ role: Role, on ground: Role) -> Style {
        let (own, base) = (style(role), style(ground))
        let contrast =
            own.foreground.contrast(with: base.background) ?? (base.background == .terminal ? 21 : 1)
        let foreground = contrast >= 4.5 ? own.foreground : base.foreground
        return Style(
            foreground: foreground, background: base.background,
            attributes: own.attributes.union(base.attributes))
    }

    /// The theme in the colours that a terminal has. Without colours each role is told by attributes.
    public func fitted(to depth: ColorDepth) -> Theme {
        var fitted: [Role: Style] = [:]
        for role in Role.allCases {
            switch depth {
            case .mono: fitted[role] = Style(attributes: role.plainAttributes)
            case .colors256: fitted[role] = style(role).fitted(to: depth)
            case .colors16, .colors8: fitted[role] = (plainStyles[role] ?? style(role)).fitted(to: depth)
            }
        }
        return Theme(
            name: name, isLight: isLight, styles: fitted, plainStyles: [:], unknownRoles: unknownRoles)
    }

    /// Roles whose text is hard to read on its ground: below a WCAG contrast, 4.5 for ordinary text.
    public func roles(withContrastBelow limit: Double) -> [Role] {
        Role.allCases.filter { role in
            let style = style(role)
            return style.foreground.contrast(with: style.background).map { $0 < limit } ?? false
        }
    }
}
