import Screen

/// Text of others made harmless for a terminal.
enum DisplayText {
    /// One line: what controls the terminal or turns the direction of text is replaced.
    static func line(_ text: String) -> String {
        // A text that holds nothing but printable ASCII is most texts.
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
        return text.reduce(into: "") { $0.append(TextWidth.displayable($1)) }
    }

    /// Several lines, each made harmless.
    static func lines(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line(String($0)) }
            .joined(separator: "\n")
    }

    /// JSON text in which DEL, C1, separators and bidirectional controls are escaped, too: JSON allows
    /// them as they are, a terminal would act on them. The value is the same.
    static func json(_ encoded: [UInt8]) -> [UInt8] {
        if !encoded.contains(where: { $0 >= 0x7F }) { return encoded }
        var text = String.UnicodeScalarView()
        for scalar in String(decoding: encoded, as: UTF8.self).unicodeScalars {
            if isHazard(scalar) { text.append(contentsOf: escape(scalar)) } else { text.append(scalar) }
        }
        return Array(String(text).utf8)
    }

    private static func isHazard(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String.UnicodeScalarView {
        let digits = String(scalar.value, radix: 16)
        return ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).unicodeScalars
    }
}
