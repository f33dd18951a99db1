import Screen

/// Text of others made harmless for a terminal.
enum DisplayText {
    /// One line: what controls the terminal or turns the direction of text is replaced.
    static func line(_ text: String) -> String {
        if isPlain(text) { return text }
        return text.reduce(into: "") { $0.append(TextWidth.displayable($1)) }
    }

    /// Whether a text is printable ASCII, as most texts are.
    static func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy { (0x20..<0x7F).contains($0) } }

    /// Several lines, each made harmless.
    static func lines(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line(String($0)) }
            .joined(separator: "\n")
    }

    /// JSON text in which DEL, C1, separators and bidirectional controls are escaped, too: JSON allows
    /// them as they are, a terminal would act on them. The value is the same.
    static func json(_ encoded: [UInt8]) -> [UInt8] {
        guard let first = firstHazard(encoded) else { return encoded }
        var text = Array(encoded[..<first])
        for scalar in String(decoding: encoded[first...], as: UTF8.self).unicodeScalars {
            if isHazard(scalar) {
                text += escape(scalar).utf8
            } else {
                text += UTF8.encode(scalar) ?? .init()
            }
        }
        return text
    }

    /// Where the first one stands in UTF-8: letters of any language are none.
    private static func firstHazard(_ text: [UInt8]) -> Int? {
        text.indices.first { index in
            switch text[index] {
            case 0..<0x7F: false
            case 0x7F: true
            case 0xC2: index + 1 < text.count && text[index + 1] < 0xA0
            case 0xD8: index + 1 < text.count && text[index + 1] == 0x9C
            case 0xE2: index + 1 < text.count && text[index + 1] <= 0x81
            default: false
            }
        }
    }

    private static func isHazard(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
