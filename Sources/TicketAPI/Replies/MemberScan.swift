/// Walks the members of JSON objects and passes over what is not asked for.
///
/// It is for texts of a service that writes JSON; what is malformed ends the walk.
struct MemberScan {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    private mutating func skipSpace() {
        while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    /// Goes into an object when one comes next.
    mutating func enterObject() -> Bool { take(UInt8(ascii: "{")) }

    /// Where the key of the next member stands; `nil` behind the object's end.
    mutating func nextKey() -> Range<Int>? {
        _ = take(UInt8(ascii: ","))
        if take(UInt8(ascii: "}")) { return nil }
        guard let key = stringRange(), take(UInt8(ascii: ":")) else { return nil }
        return key
    }

    /// Whether that is what stands there.
    func text(_ range: Range<Int>, is text: StaticString) -> Bool {
        guard range.count == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { unsafe $0.elementsEqual(bytes[range]) }
    }

    /// A string without escapes, as ids are; one with escapes is passed over and given as it stands.
    mutating func string() -> String? {
        guard let range = stringRange() else { return nil }
        return String(decoding: bytes[range], as: UTF8.self)
    }

    /// A number or a word.
    mutating func literal() -> String? {
        skipSpace()
        let start = position
        while position < bytes.count, !isEnd(bytes[position]) { position += 1 }
        return position > start ? String(decoding: bytes[start..<position], as: UTF8.self) : nil
    }

    /// Passes over a value; `false` when the text ends before it does.
    mutating func skipValue() -> Bool {
        skipSpace()
        var depth = 0
        repeat {
            guard position < bytes.count else { return false }
            switch bytes[position] {
            case UInt8(ascii: "\""): guard stringRange() != nil else { return false }
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                position += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                position += 1
            case UInt8(ascii: ","), UInt8(ascii: ":"), 0...0x20: position += 1
            default: guard literal() != nil else { return false }
            }
        } while depth > 0
        return depth == 0
    }

    private func isEnd(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ":"): true
        default: false
        }
    }

    private mutating func stringRange() -> Range<Int>? {
        guard take(UInt8(ascii: "\"")) else { return nil }
        let start = position
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return start..<(position - 1)
            case UInt8(ascii: "\\"): position += 2
            default: position += 1
            }
        }
        return nil
    }
}
