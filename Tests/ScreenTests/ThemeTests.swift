import Glibc
import TOMLKit
import Testing

@testable import Screen

@Suite struct ThemeTests {
    static let bundled = ["dark", "light", "high-contrast"]

    /// What a theme's contrast must be at least.
    private static func limit(_ name: String) -> Double { name == "high-contrast" ? 7 : 4.5 }

    @Test(arguments: bundled) func filesAreWholeAndReadable(name: String) throws {
        let definition = try Self.definition(name)
        let theme = try Theme(definition: definition)
        #expect(theme.name == name)
        #expect(theme.isLight == (name == "light"))
        #expect(theme.unknownRoles == [])
        #expect(Set(definition.roles.keys) == Set(Role.allCases.map(\.rawValue)))
        #expect(theme.roles(withContrastBelow: Self.limit(name)) == [])
        #expect(theme.fitted(to: .colors256).roles(withContrastBelow: Self.limit(name)) == [])
    }

    @Test(arguments: bundled, ColorDepth.allCases) func fittedUsesOnlyWhatThereIs(
        name: String, depth: ColorDepth
    ) throws {
        let theme = try Theme(definition: try Self.definition(name)).fitted(to: depth)
        let limits: [ColorDepth: Int] = [.mono: 0, .colors8: 8, .colors16: 16, .colors256: 256]
        for role in Role.allCases {
            let style = theme.style(role)
            for color in [style.foreground, style.background] {
                switch color {
                case .terminal: #expect(depth == .mono)
                case .palette(let index): #expect(Int(index) < limits[depth, default: 0])
                case .rgb: Issue.record("\(role) keeps 24 bits")
                }
            }
            if depth != .mono { #expect(style.foreground != style.background) }
        }
        if depth == .colors8 || depth == .colors16 {
            #expect(theme.roles(withContrastBelow: 3) == [])
        }
    }

    /// In every depth, what is chosen and what shouts looks unlike ordinary text.
    @Test(arguments: bundled + ["terminal"], ColorDepth.allCases)
    func rolesStayDistinguishable(name: String, depth: ColorDepth) throws {
        let theme =
            name == "terminal" ? Theme.terminal : try Theme(definition: try Self.definition(name))
        let fitted = theme.fitted(to: depth)
        let text = fitted.style(.text)
        for role in [
            Role.selection, .mark, .banner, .title, .bad, .key, .header, .fieldFocused, .match, .columnTitle,
        ] {
            #expect(fitted.style(role) != text, "\(role)")
        }
        #expect(Set([Role.selection, .mark, .banner].map { fitted.style($0) }).count == 3)
    }

    @Test(arguments: bundled) func textOnTheSelectionIsReadable(name: String) throws {
        for depth in [ColorDepth.colors256, .colors16, .colors8] {
            let theme = try Theme(definition: try Self.definition(name)).fitted(to: depth)
            for role in Role.allCases {
                let style = theme.style(role, on: .selection)
                #expect(style.background == theme.style(.selection).background)
                #expect(
                    try #require(style.foreground.contrast(with: style.background)) >= 3, "\(role) \(depth)")
            }
        }
    }

    @Test(arguments: [
        ("#000000", 16), ("#ffffff", 231), ("#ff0000", 196), ("#5f87af", 67), ("#080808", 232),
        ("#eeeeee", 255),
        ("#121212", 233), ("#101010", 233),
    ])
    func nearestOf256(text: String, index: Int) throws {
        let color = try #require(Color(hexadecimal: text))
        #expect(color.fitted(to: .colors256) == .palette(UInt8(index)))
    }

    @Test(arguments: [
        ("#ff8078", 9, 1), ("#7fd88f", 10, 2), ("#e6b450", 11, 3), ("#0a58a6", 4, 4), ("#d8a8ff", 13, 5),
        ("#0b6470", 6, 6),
        ("#000000", 0, 0), ("#10151c", 0, 0), ("#808080", 8, 7), ("#d0d0d0", 7, 7), ("#ffffff", 15, 7),
    ])
    func nearestOfFew(text: String, of16: Int, of8: Int) throws {
        let color = try #require(Color(hexadecimal: text))
        #expect(color.fitted(to: .colors16) == .palette(UInt8(of16)))
        #expect(color.fitted(to: .colors8) == .palette(UInt8(of8)))
        #expect(color.fitted(to: .mono) == .terminal)
    }

    /// The examples of WCAG's own calculators.
    @Test(arguments: [
        ("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#0000ff", "#ffffff", 8.59),
    ])
    func contrast(one: String, other: String, expected: Double) throws {
        let (one, other) = (try #require(Color(hexadecimal: one)), try #require(Color(hexadecimal: other)))
        #expect(abs(try #require(one.contrast(with: other)) - expected) < 0.01)
        #expect(Color.terminal.contrast(with: one) == nil)
    }

    @Test(arguments: [
        (ThemeDefinition(name: " ", roles: [:]), ThemeError.noName),
        (ThemeDefinition(name: "x", appearance: "grey", roles: [:]), .appearance("grey")),
        (ThemeDefinition(name: "x", palette: ["a": "red"], roles: [:]), .palette(name: "a", value: "red")),
        (
            ThemeDefinition(name: "x", palette: ["a": "#+12345"], roles: [:]),
            .palette(name: "a", value: "#+12345")
        ),
        (
            ThemeDefinition(name: "x", roles: ["text": RoleDefinition(fg: "reddish")]),
            .color(role: "text", value: "reddish")
        ),
        (
            ThemeDefinition(name: "x", roles: ["key": RoleDefinition(ansi: .init(bg: "pink"))]),
            .color(role: "key", value: "pink")
        ),
        (
            ThemeDefinition(name: "x", roles: ["mark": RoleDefinition(attr: ["bold", "blinking"])]),
            .attribute(role: "mark", value: "blinking")
        ),
    ])
    func errorsNameThePlace(definition: ThemeDefinition, error: ThemeError) {
        #expect(throws: error) { try Theme(definition: definition) }
        #expect(error.description.contains { !$0.isWhitespace } && !error.description.contains("\n"))
    }

    @Test func rolesTakeFromTheTextWhatTheyDoNotName() throws {
        let definition = ThemeDefinition(
            name: "x", palette: ["sky": "#87d7ff"],
            roles: [
                "text": RoleDefinition(fg: "white", bg: "#000000"),
                "key": RoleDefinition(fg: "sky", attr: ["bold"]),
                "unheard": RoleDefinition(fg: "sky"),
                "border": RoleDefinition(fg: "bright-blue", bg: "default"),
            ])
        let theme = try Theme(definition: definition)
        let sky = Color.rgb(red: 0x87, green: 0xD7, blue: 0xFF)
        let black = Color.rgb(red: 0, green: 0, blue: 0)
        #expect(theme.unknownRoles == ["unheard"])
        #expect(theme.style(.key) == Style(foreground: sky, background: black, attributes: .bold))
        #expect(theme.style(.border) == Style(foreground: .palette(12)))
        #expect(theme.style(.banner) == Style(foreground: .palette(7), background: black))
    }

    /// A theme's file, as the program reads it.
    private static func definition(_ name: String) throws -> ThemeDefinition {
        let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
        let path = (folder + ["Themes", "\(name).toml"]).joined(separator: "/")
        let file = unsafe try #require(fopen(path, "r"))
        defer { _ = unsafe fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 65536)
        let count = unsafe fread(&bytes, 1, bytes.count, file)
        return try TOMLDecoder().decode(
            ThemeDefinition.self, from: String(decoding: bytes.prefix(count), as: UTF8.self))
    }
}
