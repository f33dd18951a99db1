extension Theme {
    /// Makes a theme of what its file says. A role that is not named, and a ground or colour that a role does not
    /// name, is as for ordinary text; names that are no roles are kept in `unknownRoles`.
    ///
    /// - Throws: `ThemeError` for the first thing that is wrong, in alphabetical order.
    public init(definition: ThemeDefinition) throws(ThemeError) {
        guard definition.name.contains(where: { !$0.isWhitespace }) else { throw .noName }
        guard ["dark", "light"].contains(definition.appearance) else {
            throw .appearance(definition.appearance)
        }
        let palette = try Self.palette(definition.palette)
        let text = try definition.roles["text"].map { role throws(ThemeError) in
            try Self.style(role, named: "text", on: .plain, palette)
        }
        var (styles, plain): ([Role: Style], [Role: Style]) = ([:], [:])
        var unknown: [String] = []
        for (name, role) in definition.roles.sorted(by: { $0.key < $1.key }) {
            let style = try Self.style(role, named: name, on: text ?? .plain, palette)
            guard let known = Role(rawValue: name) else {
                unknown.append(name)
                continue
            }
            styles[known] = style
            plain[known] = try Self.plainStyle(role, named: name, instead: style)
        }
        self.init(
            name: definition.name, isLight: definition.appearance == "light", styles: styles,
            plainStyles: plain,
            unknownRoles: unknown)
    }

    private static func palette(_ colors: [String: String]) throws(ThemeError) -> [String: Color] {
        var palette: [String: Color] = [:]
        for (name, value) in colors.sorted(by: { $0.key < $1.key }) {
            guard let color = Color(hexadecimal: value) else { throw .palette(name: name, value: value) }
            palette[name] = color
        }
        return palette
    }

    private static func style(
        _ role: RoleDefinition, named name: String, on text: Style, _ palette: [String: Color]
    ) throws(ThemeError) -> Style {
        let foreground = try color(role.fg, of: name, palette) ?? text.foreground
        let background = try color(role.bg, of: name, palette) ?? text.background
        var attributes: Attributes = []
        for value in role.attr ?? [] {
            guard let attribute = Attributes(name: value) else { throw .attribute(role: name, value: value) }
            attributes.insert(attribute)
        }
        return Style(foreground: foreground, background: background, attributes: attributes)
    }

    private static func plainStyle(
        _ role: RoleDefinition, named name: String, instead style: Style
    ) throws(ThemeError) -> Style? {
        guard let fallback = role.ansi else { return nil }
        let foreground = try color(fallback.fg, of: name, [:]) ?? style.foreground
        let background = try color(fallback.bg, of: name, [:]) ?? style.background
        return Style(foreground: foreground, background: background, attributes: style.attributes)
    }

    private static func color(
        _ value: String?, of role: String, _ palette: [String: Color]
    ) throws(ThemeError) -> Color? {
        guard let value else { return nil }
        guard let color = palette[value] ?? Color(hexadecimal: value) ?? Color(ansiName: value) else {
            throw .color(role: role, value: value)
        }
        return color
    }
}
