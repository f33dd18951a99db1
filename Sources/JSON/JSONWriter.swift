/// Writes JSON text into bytes, piece by piece, without a tree of values between.
///
/// The caller keeps the structure right; commas are the writer's business.
public struct JSONWriter: Sendable {
    /// What has been written so far: UTF-8.
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// An empty text.
    public init(reserving capacity: Int = 256) { bytes.reserveCapacity(capacity) }

    /// Makes room for that many more bytes.
    public mutating func reserve(_ count: Int) { bytes.reserveCapacity(bytes.count + count) }

    /// Begins an object, as a value.
    public mutating func beginObject() { open(UInt8(ascii: "{")) }
    /// Ends the object begun last.
    public mutating func endObject() { close(UInt8(ascii: "}")) }
    /// Begins an array, as a value.
    public mutating func beginArray() { open(UInt8(ascii: "[")) }
    /// Ends the array begun last.
    public mutating func endArray() { close(UInt8(ascii: "]")) }

    /// Writes the key of the next member.
    public mutating func key(_ key: String) {
        separate()
        appendQuoted(key)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes the key of the next member, one that needs no escape.
    public mutating func key(fixed key: StaticString) {
        let count = key.utf8CodeUnitCount
        let start = unsafe key.utf8Start
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        bytes.append(UInt8(ascii: "\""))
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a string.
    public mutating func value(_ text: String) {
        separate()
        appendQuoted(text)
        needsComma = true
    }

    /// Writes an integer.
    public mutating func value(_ number: some BinaryInteger) { raw(String(number)) }

    /// Writes a boolean.
    public mutating func value(_ flag: Bool) { raw(flag ? "true" : "false") }

    /// Writes a number; one that is not finite becomes `null`, as JSON has no other way to say it.
    public mutating func value(_ number: Double) {
        raw(number.isFinite ? String(describing: number) : "null")
    }

    /// Writes `null`.
    public mutating func null() { raw("null") }

    /// Writes a string of characters that need no escape, such as digits and letters.
    public mutating func value(plain text: some Collection<UInt8>) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: text)
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    /// Writes text that is one JSON value already.
    public mutating func raw(_ encoded: [UInt8]) {
        separate()
        bytes.append(contentsOf: encoded)
        needsComma = true
    }

    /// Ends a line: what follows is a text of its own.
    public mutating func endLine() {
        bytes.append(0x0A)
        needsComma = false
    }

    /// Forgets what was written, but not the room for it.
    public mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        needsComma = false
    }

    /// Writes a value with all that is in it.
    public mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let flag): self.value(flag)
        case .integer(let number): self.value(number)
        case .number(let number): self.value(number)
        case .string(let text): self.value(text)
        case .array(let elements):
            beginArray()
            for element in elements { self.value(element) }
            endArray()
        case .object(let object):
            beginObject()
            for member in object.members {
                key(member.key)
                self.value(member.value)
            }
            endObject()
        }
    }

    private mutating func raw(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
        needsComma = true
    }

    private mutating func open(_ byte: UInt8) {
        separate()
        bytes.append(byte)
        needsComma = false
    }

    private mutating func close(_ byte: UInt8) {
        bytes.append(byte)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = false
    }

    private mutating func appendQuoted(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in unsafe appendEscaped(utf8) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends what needs no escape in one piece each.
    private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        var position = 0
        while true {
            position = unsafe Self.endOfPlain(text, from: position)
            guard position < text.count else { break }
            let byte = unsafe text[position]
            unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<position]))
            appendEscape(byte)
            position += 1
            start = position
        }
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }

    /// The first place that needs an escape; eight bytes are looked at together.
    private static func endOfPlain(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let (ones, tops): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
        guard let base = text.baseAddress else { return 0 }
        var position = start
        while position + 8 <= text.count {
            let word = unsafe UnsafeRawPointer(base)
                .loadUnaligned(fromByteOffset: position, as: UInt64.self)
            // A byte below a limit, or zero, borrows from its highest bit.
            let quotes = word ^ (ones * 0x22)
            let slashes = word ^ (ones * 0x5C)
            let controls = (word &- ones * 0x20) & ~word
            if (controls | (quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes) & tops != 0 { break }
            position += 8
        }
        while position < text.count {
            let byte = unsafe text[position]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
            position += 1
        }
        return position
    }

    private mutating func appendEscape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0..<0x20: appendControl(byte)
        default: bytes.append(byte)
        }
    }

    private mutating func appendControl(_ byte: UInt8) {
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(contentsOf: "u00".utf8)
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
    }
}

extension JSONValue {
    /// The value as compact JSON text, UTF-8.
    public var encoded: [UInt8] {
        var writer = JSONWriter()
        writer.value(self)
        return writer.bytes
    }

    /// The value as compact JSON text.
    public var text: String { String(decoding: encoded, as: UTF8.self) }
}
