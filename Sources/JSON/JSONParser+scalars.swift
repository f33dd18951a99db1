// Strings and numbers of the parser.

extension JSONParser {
    mutating func parseString() throws(JSONError) -> String {
        position += 1
        let start = position
        var all: UInt8 = 0
        while position < bytes.count {
            let byte = bytes[position]
            all |= byte
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(bytes, start..<position, isASCII: all < 0x80) else {
                    throw JSONError(reason: "not UTF-8", offset: start)
                }
                position += 1
                return text
            case UInt8(ascii: "\\"): return try parseEscapedString(from: start)
            case 0..<0x20: throw JSONError(reason: "a control character in a string", offset: position)
            default: position += 1
            }
        }
        throw JSONError(reason: "a string without its end", offset: start)
    }

    private mutating func parseEscapedString(from start: Int) throws(JSONError) -> String {
        var buffer = Array(bytes[start..<position])
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: buffer, as: UTF8.self) else {
                    throw JSONError(reason: "not UTF-8", offset: start)
                }
                return text
            case UInt8(ascii: "\\"): buffer.append(contentsOf: Array(String(try parseEscape()).utf8))
            case 0..<0x20: throw JSONError(reason: "a control character in a string", offset: position - 1)
            default: buffer.append(byte)
            }
        }
        throw JSONError(reason: "a string without its end", offset: start)
    }

    private mutating func parseEscape() throws(JSONError) -> Unicode.Scalar {
        guard position < bytes.count else {
            throw JSONError(reason: "a string without its end", offset: position)
        }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try parseUnicodeEscape()
        default: throw JSONError(reason: "an unknown escape", offset: position - 1)
        }
    }

    /// Reads what follows `\u`; a surrogate pair is one scalar, half a pair an error.
    private mutating func parseUnicodeEscape() throws(JSONError) -> Unicode.Scalar {
        let start = position
        let first = try parseHexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
        else { throw JSONError(reason: "half a surrogate pair", offset: start) }
        position += 2
        let second = try parseHexadecimal()
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
        else { throw JSONError(reason: "half a surrogate pair", offset: start) }
        return scalar
    }

    private mutating func parseHexadecimal() throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek, let digit = hexadecimalDigit(byte) else {
                throw JSONError(reason: "expected four hexadecimal digits", offset: position)
            }
            value = value << 4 | digit
            position += 1
        }
        return value
    }

    private func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    mutating func parseNumber() throws(JSONError) -> JSONValue {
        let start = position
        if peek == UInt8(ascii: "-") { position += 1 }
        if peek == UInt8(ascii: "0") { position += 1 } else { try skipDigits() }
        var isInteger = true
        if peek == UInt8(ascii: ".") {
            isInteger = false
            position += 1
            try skipDigits()
        }
        if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
            isInteger = false
            position += 1
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { position += 1 }
            try skipDigits()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isInteger, let value = Int64(text) { return .integer(value) }
        guard let value = Double(text), value.isFinite else {
            throw JSONError(reason: "a number that is too large", offset: start)
        }
        return .number(value)
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipDigits() throws(JSONError) {
        let start = position
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        guard position > start else { throw JSONError(reason: "not a JSON value", offset: position) }
    }
}

extension String {
    /// The text of some bytes; `nil` when they are not UTF-8.
    init?(_ bytes: [UInt8], _ range: Range<Int>, isASCII: Bool) {
        if isASCII {
            // Every such byte is right; checking it again takes longer than all the rest.
            self = unsafe bytes.withUnsafeBufferPointer {
                unsafe String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self)
            }
        } else {
            self.init(validating: bytes[range], as: UTF8.self)
        }
    }
}
