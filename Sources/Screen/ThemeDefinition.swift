/// A theme as its file has it; decodable from TOML's tables as they stand.
///
/// ```toml
/// name = "dark"
/// appearance = "dark"
/// [palette]
/// ground = "#10151c"
/// [roles]
/// selection = { fg = "#ffffff", bg = "blue", attr = ["bold"], ansi = { fg = "white", bg = "blue" } }
/// ```
public struct ThemeDefinition: Sendable, Hashable, Decodable {
    public var name: String
    /// `dark` or `light`.
    public var appearance: String
    /// Colours by name, each `#rrggbb`.
    public var palette: [String: String]
    /// How each role looks, by the role's name.
    public var roles: [String: RoleDefinition]

    public init(
        name: String, appearance: String = "dark", palette: [String: String] = [:],
        roles: [String: RoleDefinition]
    ) {
        self.name = name
        self.appearance = appearance
        self.palette = palette
        self.roles = roles
    }

    /// Reads a file's tables; only `name` must be there.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Keys.self)
        name = try values.decode(String.self, forKey: .name)
        appearance = try values.decodeIfPresent(String.self, forKey: .appearance) ?? "dark"
        palette = try values.decodeIfPresent([String: String].self, forKey: .palette) ?? [:]
        roles = try values.decodeIfPresent([String: RoleDefinition].self, forKey: .roles) ?? [:]
    }

    private enum Keys: String, CodingKey { case name, appearance, palette, roles }
}

/// How a role looks; what is missing is as for ordinary text.
public struct RoleDefinition: Sendable, Hashable, Decodable {
    /// `#rrggbb`, a name of the palette, an ANSI colour such as `red` or `bright-red`, or `default`: the
    /// terminal's own.
    public var fg: String?
    public var bg: String?
    /// `bold`, `dim`, `italic`, `underline`, `reverse`.
    public var attr: [String]?
    /// The colours on terminals of 16 and 8 colours, where the nearest ones are not good.
    public var ansi: Fallback?

    /// Colours by their ANSI names.
    public struct Fallback: Sendable, Hashable, Decodable {
        public var fg: String?
        public var bg: String?

        public init(fg: String? = nil, bg: String? = nil) {
            self.fg = fg
            self.bg = bg
        }
    }

    public init(fg: String? = nil, bg: String? = nil, attr: [String]? = nil, ansi: Fallback? = nil) {
        self.fg = fg
        self.bg = bg
        self.attr = attr
        self.ansi = ansi
    }
}
