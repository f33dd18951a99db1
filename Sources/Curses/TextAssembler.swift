import CNCurses

/// Puts characters together from the bytes of typed text.
struct TextAssembler {
    private let isUTF8: Bool
    private var bytes: [UInt8] = []
    private var missing = 0

    init(isUTF8: Bool) { self.isUTF8 = isUTF8 }

    /// Takes a byte; returns the character that it completes. Bytes that are no text are dropped.
    ///
    /// Where the locale has no character for a byte, as in "C", the terminal most likely sends UTF-8: what is
    /// typed is kept, even if it can only be shown as a question mark.
    mutating func feed(_ byte: UInt8) -> Character? {
        if byte < 0x80 {
            reset()
            return Character(Unicode.Scalar(byte))
        }
        if !isUTF8, missing == 0, let character = Self.character(ofLocale: byte) { return character }
        return feedUTF8(byte)
    }

    /// All characters of some bytes.
    static func characters(of bytes: [UInt8], isUTF8: Bool) -> String {
        var assembler = TextAssembler(isUTF8: isUTF8)
        return String(bytes.compactMap { assembler.feed($0) })
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
