/// Reads JSON text whose shape is known beforehand, such as what a writer of one's own wrote.
///
/// Whoever finds another shape starts again with `JSONValue`.
public struct JSONScanner: Sendable {
    private let bytes: [UInt8]
    /// How far it has read.
    public private(set) var position: Int

    public init(_ bytes: [UInt8], at position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    /// Whether everything was read.
    public var isAtEnd: Bool { position == bytes.count }

    /// Takes that text when it comes next.
    public mutating func take(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard position + count <= bytes.count else { return false }
        let start = unsafe text.utf8Start
        for index in 0..<count where unsafe bytes[position + index] != start[index] { return false }
        position += count
        return true
    }

    /// A string up to its quote, the first one being taken already; `nil` when it is not right.
    public mutating func string() -> String? {
        let start = position
        let (end, all) = unsafe bytes.withUnsafeBufferPointer { bytes in
            var (end, all) = (start, UInt8(0))
            while end < bytes.count {
                let byte = unsafe bytes[end]
                if byte == 0x22 || byte == 0x5C || byte < 0x20 { break }
                all |= byte
                end += 1
            }
            return (end, all)
        }
        guard end < bytes.count else { return nil }
        if bytes[end] == 0x22 {
            position = end + 1
            return String(bytes, start..<end, isASCII: all < 0x80)
        }
        var parser = JSONParser(bytes: bytes)
        parser.position = start - 1
        guard start > 0, let text = try? parser.parseString() else { return nil }
        position = parser.position
        return text
    }

    /// The bytes of a string up to its quote, the first one being taken already; `nil` when it is not right, or
    /// holds escapes or anything but ASCII.
    public mutating func plainString() -> ArraySlice<UInt8>? {
        let start = position
        var end = start
        while end < bytes.count, bytes[end] &- 0x20 < 0x5F, bytes[end] != 0x22, bytes[end] != 0x5C {
            end += 1
        }
        guard end < bytes.count, bytes[end] == 0x22 else { return nil }
        position = end + 1
        return bytes[start..<end]
    }

    /// A whole number.
    public mutating func integer() -> Int? {
        let start = position
        var value = 0
        while position < bytes.count, bytes[position] &- 0x30 < 10, position - start < 18 {
            value = value * 10 + Int(bytes[position] - 0x30)
            position += 1
        }
        return position > start ? value : nil
    }
}
