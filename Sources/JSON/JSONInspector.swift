/// Walks over JSON text and decides whether it is right; UTF-8 is left to the caller.
struct JSONInspector {
    let bytes: [UInt8]
    var position = 0
    /// How many arrays and objects are open, and for each a bit: whether it is an object.
    private var depth = 0
    private var kinds: UInt64 = 0
    private(set) var hasSpace = false
    var hasHighBytes = false
    var hasDelete = false

    var isPlain: Bool { !hasHighBytes && !hasDelete }

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Whether all of it is one value.
    mutating func isText() -> Bool {
        repeat {
            guard takeValue(), closeAll() else { return false }
        } while depth > 0
        return position == bytes.count
    }

    var next: UInt8? {
        guard position < bytes.count else { return nil }
        return bytes[position]
    }

    private mutating func skipSpace() {
        while let byte = next, byte <= 0x20 {
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            hasSpace = true
            position += 1
        }
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    /// Takes what begins a value, down to the first one that is no array and no object, or an empty one.
    private mutating func takeValue() -> Bool {
        while true {
            skipSpace()
            switch next {
            case UInt8(ascii: "{"):
                guard open(isObject: true) else { return false }
                if next == UInt8(ascii: "}") { return true }
                guard takeKey() else { return false }
            case UInt8(ascii: "["):
                guard open(isObject: false) else { return false }
                if next == UInt8(ascii: "]") { return true }
            case UInt8(ascii: "\""): return takeString()
            case UInt8(ascii: "t"): return takeWord("true")
            case UInt8(ascii: "f"): return takeWord("false")
            case UInt8(ascii: "n"): return takeWord("null")
            default: return takeNumber()
            }
        }
    }

    private mutating func open(isObject: Bool) -> Bool {
        guard depth < JSONValue.maximumDepth else { return false }
        depth += 1
        kinds = kinds << 1 | (isObject ? 1 : 0)
        position += 1
        skipSpace()
        return true
    }

    /// Takes the ends behind a value, and the comma and key before the next one.
    private mutating func closeAll() -> Bool {
        while true {
            skipSpace()
            guard depth > 0 else { return true }
            let isObject = kinds & 1 == 1
            if take(UInt8(ascii: ",")) {
                guard isObject else { return true }
                skipSpace()
                return takeKey()
            }
            guard take(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else { return false }
            depth -= 1
            kinds >>= 1
        }
    }

    private mutating func takeKey() -> Bool {
        guard next == UInt8(ascii: "\""), takeString() else { return false }
        skipSpace()
        return take(UInt8(ascii: ":"))
    }

    private mutating func takeWord(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard position + count <= bytes.count else { return false }
        for index in 0..<count where unsafe bytes[position + index] != word.utf8Start[index] { return false }
        position += count
        return true
    }

    private mutating func takeNumber() -> Bool {
        _ = take(UInt8(ascii: "-"))
        guard take(UInt8(ascii: "0")) || takeDigits() else { return false }
        if take(UInt8(ascii: ".")), !takeDigits() { return false }
        guard take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) else { return true }
        _ = take(UInt8(ascii: "+")) || take(UInt8(ascii: "-"))
        return takeDigits()
    }

    private mutating func takeDigits() -> Bool {
        let start = position
        while let byte = next, byte &- 0x30 < 10 { position += 1 }
        return position > start
    }
}
