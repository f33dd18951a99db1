import CNCurses

/// Puts characters together from the bytes of typed text.
struct TextAssembler {
    private let isUTF8: Bool
    private var bytes: [UInt8] = []
    private var missing = 0

    init(isUTF8: Bool) { self.isUTF8 = isUTF8 }

    /// Takes a byte; returns the character that it completes. Bytes that are no text are dropped.
    mutating func feed(_ byte: UInt8) -> Character? {
        if byte < 0x80 {
            reset()
            return Character(Unicode.Scalar(byte))
        }
        return isUTF8 ? feedUTF8(byte) : Self.character(ofLocale: byte)
    }

    /// Forgets an unfinished character.
    mutating func reset() {
        bytes.removeAll(keepingCapacity: true)
        missing = 0
    }

    /// The character of a byte in the locale's own single-byte set; `nil`: it has none.
    static func character(ofLocale byte: UInt8) -> Character? {
        let wide = td_locale_character(byte)
        guard wide >= 0xA0 || (0x20..<0x7F).contains(wide) else { return nil }
        return Unicode.Scalar(wide).map(Character.init)
    }

    private mutating func feedUTF8(_ byte: UInt8) -> Character? {
        if byte < 0xC0 {
            guard missing > 0 else { return nil }
            bytes.append(byte)
            missing -= 1
        } else {
            bytes = [byte]
            missing = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3
        }
        guard missing == 0 else { return nil }
        defer { reset() }
        guard let text = String(validating: bytes, as: UTF8.self), let scalar = text.unicodeScalars.first
        else {
            return nil
        }
        return scalar.properties.generalCategory == .control ? nil : Character(scalar)
    }
}
