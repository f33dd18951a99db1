// The strings of the walk.

extension JSONInspector {
    /// Takes a string with its quotes.
    mutating func takeString() -> Bool {
        position += 1
        while true {
            skipPlain()
            guard let byte = next else { return false }
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return true
            case UInt8(ascii: "\\"): guard takeEscape() else { return false }
            case 0..<0x20: return false
            case 0x7F: hasDelete = true
            case 0x80...: hasHighBytes = true
            default: break
            }
        }
    }

    /// Goes over characters that need no look.
    private mutating func skipPlain() {
        let start = position
        position = unsafe bytes.withUnsafeBytes { bytes in
            var position = start
            // Eight at a time.
            while position + 8 <= bytes.count,
                unsafe Self.isPlain(bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            {
                position += 8
            }
            while position < bytes.count {
                let byte = unsafe bytes[position]
                if byte &- 0x20 >= 0x5F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
                position += 1
            }
            return position
        }
    }

    /// Whether eight characters are printable ASCII, none of them a quote or a backslash.
    private static func isPlain(_ word: UInt64) -> Bool {
        let (ones, tops): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
        // A byte below a limit, or zero, borrows from its highest bit; DEL is one below it.
        let quotes = word ^ (ones * 0x22)
        let slashes = word ^ (ones * 0x5C)
        let special = ((quotes &- ones) & ~quotes) | ((slashes &- ones) & ~slashes)
        return (word | (word &+ ones) | (word &- ones * 0x20) | special) & tops == 0
    }

    private mutating func takeEscape() -> Bool {
        guard let byte = next else { return false }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return true
        case UInt8(ascii: "u"): return takeCodePoint()
        default: return false
        }
    }

    /// Takes what follows `\u`; half a surrogate pair is wrong.
    private mutating func takeCodePoint() -> Bool {
        guard let first = takeHexadecimal() else { return false }
        guard first & 0xF800 == 0xD800 else { return true }
        guard first < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")),
            let second = takeHexadecimal()
        else { return false }
        return second & 0xFC00 == 0xDC00
    }

    private mutating func takeHexadecimal() -> UInt32? {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = next.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else {
                return nil
            }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }
}
