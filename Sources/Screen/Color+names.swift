extension Color {
    /// The ANSI colours in their order.
    static let ansiNames = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

    /// A colour as `#rrggbb`; `nil`: it is not written so.
    public init?(hexadecimal text: String) {
        let digits = text.utf8.dropFirst()
        guard text.utf8.first == UInt8(ascii: "#"), digits.count == 6,
            digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let value = UInt32(String(text.dropFirst()), radix: 16)
        else { return nil }
        self = .rgb(red: UInt8(value >> 16), green: UInt8(value >> 8 & 0xFF), blue: UInt8(value & 0xFF))
    }

    /// An ANSI colour by its name, with `bright-` before it for the bright one, or `default`.
    init?(ansiName name: String) {
        let isBright = name.hasPrefix("bright-")
        if name == "default" {
            self = .terminal
        } else if let index = Self.ansiNames.firstIndex(of: isBright ? String(name.dropFirst(7)) : name) {
            self = .palette(UInt8(index + (isBright ? 8 : 0)))
        } else {
            return nil
        }
    }
}

extension Attributes {
    /// The attributes by the names that a theme's file uses.
    static let names: [(name: String, attribute: Attributes)] = [
        ("bold", .bold), ("dim", .dim), ("italic", .italic), ("underline", .underline), ("reverse", .reverse),
    ]

    init?(name: String) {
        guard let known = Self.names.first(where: { $0.name == name }) else { return nil }
        self = known.attribute
    }
}
