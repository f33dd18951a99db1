/// What is wrong with a theme.
public enum ThemeError: Error, Sendable, Hashable {
    /// It has no name.
    case noName
    /// The appearance is neither `dark` nor `light`.
    case appearance(String)
    /// A colour of the palette is not `#rrggbb`.
    case palette(name: String, value: String)
    /// A role's colour is neither a colour nor a name of one.
    case color(role: String, value: String)
    /// A role's attribute is none.
    case attribute(role: String, value: String)
}

extension ThemeError: CustomStringConvertible {
    /// One line that names the place and what is allowed there.
    public var description: String {
        switch self {
        case .noName: "the theme has no name"
        case .appearance(let value): "appearance is \"\(value)\"; allowed are \"dark\" and \"light\""
        case .palette(let name, let value):
            "palette colour \(name) is \"\(value)\"; allowed is #rrggbb with hexadecimal digits"
        case .color(let role, let value):
            "role \(role) has the colour \"\(value)\"; allowed are #rrggbb, the names of the palette, \"default\", "
                + Color.ansiNames.joined(separator: ", ") + ", and these with bright- before"
        case .attribute(let role, let value):
            "role \(role) has the attribute \"\(value)\"; allowed are "
                + Attributes.names.map(\.name).joined(separator: ", ")
        }
    }
}
